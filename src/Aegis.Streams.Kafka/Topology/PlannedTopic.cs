using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>What a plan says about one topic.</summary>
/// <param name="Wanted">The topic as it is wanted in this cluster.</param>
/// <param name="Change">How what exists stands to it.</param>
/// <param name="Deviations">The settings that deviate; empty: none.</param>
public sealed record PlannedTopic(NewTopic Wanted, TopicChange Change, ImmutableArray<TopicDeviation> Deviations);
