using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Pipeline;

/// <summary>What the decision of one record depends on besides the record and the task's keyed state. With these recorded, it can be made again.</summary>
public sealed record DecisionInputs
{
    /// <summary>Gets the decision time in UTC: the later of the record's LogAppendTime and the host's clock.</summary>
    public required DateTimeOffset DecisionTime { get; init; }

    /// <summary>Gets the partition number of the task.</summary>
    public required int Partition { get; init; }

    /// <summary>Gets the partition count of the topic of intents, 1 and up.</summary>
    public required int PartitionCount { get; init; }

    /// <summary>Gets the policy set; <see langword="null"/>: none is active yet, which denies everything under the revision of the empty set.</summary>
    public required PolicySnapshot? Policy { get; init; }

    /// <summary>Gets the catalog.</summary>
    public required TableSnapshot<CatalogItem> Catalog { get; init; }

    /// <summary>Gets the register of agents.</summary>
    public required TableSnapshot<AgentRegistration> Agents { get; init; }

    /// <summary>Gets what is known of reply topics.</summary>
    public required ReplyTopicDirectory ReplyTopics { get; init; }
}
