using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>What became of loading a topology: one, or every fault that was found.</summary>
/// <param name="Topology">The topology; <see langword="null"/>: there are errors.</param>
/// <param name="Errors">The faults in the order of lines; empty: there are none.</param>
public sealed record TopologyLoading(TopicTopology? Topology, ImmutableArray<YamlError> Errors)
{
    /// <summary>Gets a value indicating whether there is a topology.</summary>
    [MemberNotNullWhen(true, nameof(Topology))]
    public bool Succeeded => Topology is not null;
}
