using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Streamiz;

/// <summary>What a topology of Aegis decides with.</summary>
public sealed record AegisTopologyOptions
{
    /// <summary>Gets the policy set that is active now; <see langword="null"/>: none is, so everything is denied. Called once for each intent, on the stream threads.</summary>
    public required Func<PolicySnapshot?> Policy { get; init; }

    /// <summary>Gets the key of the commitments in audit entries; the same for every instance.</summary>
    public required CommitmentKey CommitmentKey { get; init; }

    /// <summary>Gets how many partitions the topics have. Asked once for each of the intents, the catalog and the register of agents, when the topology is built.</summary>
    /// <value><see cref="TopicPartitions.Of"/> asks a cluster.</value>
    public required Func<string, int> PartitionCount { get; init; }

    /// <summary>Gets the settings of the pipeline. Its retention of answers is not used: this engine keeps no state.</summary>
    /// <value>The default is that of each.</value>
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>Gets the bounds of what is read from an intent.</summary>
    /// <value>The default is that of each.</value>
    public IntentLimits Limits { get; init; } = new();

    /// <summary>Gets what is known of reply topics now; called for each intent, on the stream threads.</summary>
    /// <value>The default permits none, so no intent gets a copy.</value>
    public Func<ReplyTopicDirectory> ReplyTopics { get; init; } = static () => ReplyTopicDirectory.Empty;

    /// <summary>Gets the clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the log.</summary>
    /// <value>The default writes nothing.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
