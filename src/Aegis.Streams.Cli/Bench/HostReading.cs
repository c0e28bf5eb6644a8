namespace Aegis.Streams.Cli.Bench;

/// <summary>What the process under test has used so far, since its start.</summary>
/// <param name="State">The state of its stream application.</param>
/// <param name="CpuSeconds">User and system time of the whole process, librdkafka's threads included.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
/// <param name="Collections">Garbage collections of every generation.</param>
/// <param name="PauseSeconds">Time that collections stopped the process.</param>
/// <param name="PeakMemoryBytes">Its largest resident set.</param>
/// <param name="Commits">Transactions committed.</param>
/// <param name="Aborts">Transactions aborted.</param>
/// <param name="CommitSeconds">Time that stream threads spent in the phases of commits.</param>
internal sealed record HostReading(
    string State, double CpuSeconds, long AllocatedBytes, int Collections, double PauseSeconds, long PeakMemoryBytes, long Commits, long Aborts, double CommitSeconds);
