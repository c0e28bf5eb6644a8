using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>What a topic must be, whatever a deployment declares: a guarantee rests on it.</summary>
/// <param name="Name">The topic's name without the prefix.</param>
/// <param name="IsTaskTopic">Whether one task owns one number of it, so that its partition count is that of the other such topics.</param>
/// <param name="Cleanup">Its `cleanup.policy`.</param>
/// <param name="CleanupReason">What another cleanup would do.</param>
/// <param name="NeedsLogAppendTime">Whether the broker's clock must stamp its records.</param>
/// <param name="LeastMessageBytes">What its `max.message.bytes` must be at least; 0: the batches of the stream's producer alone count.</param>
internal sealed record TopicRule(string Name, bool IsTaskTopic, string Cleanup, string CleanupReason, bool NeedsLogAppendTime = false, int LeastMessageBytes = 0)
{
    // What the rows of a chunk may become, with what a record has around it.
    private const int SanitizedChunkBytes = Streams.Lists.ListLimits.MostOutputBytes + 65_536;

    public const string Intents = "intents";
    public const string DeadLetters = "dlq";

    public const string LogAppendTime = "LogAppendTime";
    public const string LogAppendTimeReason = "with another one a sender chooses the time that deadlines and retention are measured by";

    private const string Compact = "compact";
    private const string Delete = "delete";
    private const string TableReason = "deletion by age would forget rows of the table";
    private const string LogReason = "compaction would drop all but the last record of a key";

    /// <summary>Gets the rules of every topic, in the order of the path.</summary>
    public static ImmutableArray<TopicRule> All { get; } =
    [
        new(Intents, IsTaskTopic: true, Delete, LogReason, NeedsLogAppendTime: true),
        new("commands", IsTaskTopic: true, Delete, LogReason, NeedsLogAppendTime: true),
        new("controls", IsTaskTopic: false, Compact, TableReason),
        new("catalog", IsTaskTopic: false, Compact, TableReason),
        new("agents", IsTaskTopic: false, Compact, TableReason),
        new("policies", IsTaskTopic: false, Compact, "deletion by age would forget the policy that is active"),
        new("state", IsTaskTopic: true, Compact, "deletion by age would forget keyed state"),
        new("owners", IsTaskTopic: false, Compact, "deletion by age would forget who owns a partition", NeedsLogAppendTime: true),
        new("decisions", IsTaskTopic: false, Delete, LogReason),
        new("audit", IsTaskTopic: false, Delete, LogReason),
        new(DeadLetters, IsTaskTopic: false, Delete, LogReason),
        new("lists.in", IsTaskTopic: true, Delete, LogReason, NeedsLogAppendTime: true),
        new("lists.out", IsTaskTopic: true, Delete, LogReason, LeastMessageBytes: SanitizedChunkBytes),
        new("lists.receipts", IsTaskTopic: true, Delete, LogReason),
        new("lists.state", IsTaskTopic: true, Compact, "deletion by age would forget which rows are sanitized"),
        new("lists", IsTaskTopic: false, Compact, TableReason),
    ];

    public static TopicRule? Find(string name) => All.FirstOrDefault(rule => rule.Name == name);
}
