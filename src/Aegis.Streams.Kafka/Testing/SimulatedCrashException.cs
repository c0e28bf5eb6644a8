namespace Aegis.Streams.Kafka.Testing;

/// <summary>
/// The process died at this very point. Whoever catches it is dead already: no later call of the process has any effect, and
/// the harness drops the instance.
/// </summary>
internal sealed class SimulatedCrashException(string process) : Exception($"The process `{process}` crashed.");
