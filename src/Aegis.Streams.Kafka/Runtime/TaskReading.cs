namespace Aegis.Streams.Kafka.Runtime;

/// <summary>A task as it stood within the last second.</summary>
/// <param name="Partition">Its partition number.</param>
/// <param name="State">Where it is in its life: `created`, `restoring`, `rewinding` or `running`.</param>
/// <param name="Inputs">Its inputs, by topic.</param>
public sealed record TaskReading(int Partition, string State, IReadOnlyList<InputReading> Inputs);
