namespace Aegis.Streams.Cli.Bench;

/// <summary>What the process under test used between two readings.</summary>
/// <param name="From">The first reading.</param>
/// <param name="To">The second one.</param>
/// <param name="Records">Intents that it answered between them.</param>
/// <param name="Seconds">Time between them.</param>
internal sealed record HostUse(HostReading From, HostReading To, long Records, double Seconds)
{
    public double CpuMicrosecondsPerRecord => (To.CpuSeconds - From.CpuSeconds) * 1e6 / Math.Max(1, Records);

    public double AllocatedBytesPerRecord => (double)(To.AllocatedBytes - From.AllocatedBytes) / Math.Max(1, Records);

    public double RecordsPerSecond => Records / Math.Max(1e-9, Seconds);

    /// <summary>Gets the CPU in use, 1 for one whole core.</summary>
    public double Cores => (To.CpuSeconds - From.CpuSeconds) / Math.Max(1e-9, Seconds);

    public double PauseShare => (To.PauseSeconds - From.PauseSeconds) / Math.Max(1e-9, Seconds);

    public double CommitMilliseconds => (To.CommitSeconds - From.CommitSeconds) * 1000 / Math.Max(1, To.Commits - From.Commits);

    public long Commits => To.Commits - From.Commits;

    public long Aborts => To.Aborts - From.Aborts;
}
