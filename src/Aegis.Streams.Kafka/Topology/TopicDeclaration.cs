using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>One topic as it is declared.</summary>
/// <param name="Name">Its name without the prefix.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Content">What its records hold.</param>
/// <param name="Key">What their keys are.</param>
/// <param name="Partitions">Its partitions; <see langword="null"/>: as many as there are tasks.</param>
/// <param name="Config">Its settings by Kafka's own names, in ordinal order.</param>
/// <param name="Writers">The roles that may write it.</param>
/// <param name="Readers">The roles that may read it.</param>
public sealed record TopicDeclaration(
    string Name, string Purpose, string Content, string Key, int? Partitions,
    ImmutableSortedDictionary<string, string> Config, ImmutableArray<string> Writers, ImmutableArray<string> Readers);
