using System.Collections.Frozen;
using System.Globalization;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>The settings of topics that a topology may name: Kafka's own, with what their values look like.</summary>
internal static class TopicSettings
{
    public const string CleanupPolicy = "cleanup.policy";
    public const string TimestampType = "message.timestamp.type";
    public const string MaxMessageBytes = "max.message.bytes";
    public const string MinInSyncReplicas = "min.insync.replicas";
    public const string RetentionMs = "retention.ms";

    private const string Number = "a whole number without quotes";
    private const string Unbounded = "a whole number without quotes, or -1 for no bound";

    private static readonly FrozenDictionary<string, (string Rule, Func<string, bool> IsValid)> Known = new Dictionary<string, (string, Func<string, bool>)>
    {
        [CleanupPolicy] = OneOf("delete", "compact", "compact,delete"),
        ["compression.type"] = OneOf("producer", "uncompressed", "gzip", "snappy", "lz4", "zstd"),
        ["delete.retention.ms"] = (Number, value => IsNumber(value, 0)),
        ["max.compaction.lag.ms"] = (Number, value => IsNumber(value, 1)),
        [MaxMessageBytes] = (Number, value => IsNumber(value, 0)),
        [TimestampType] = OneOf("CreateTime", TopicRule.LogAppendTime),
        ["min.compaction.lag.ms"] = (Number, value => IsNumber(value, 0)),
        [MinInSyncReplicas] = (Number, value => IsNumber(value, 1)),
        ["retention.bytes"] = (Unbounded, value => IsNumber(value, -1)),
        [RetentionMs] = (Unbounded, value => IsNumber(value, -1)),
        ["segment.bytes"] = (Number, value => IsNumber(value, 1)),
        ["segment.ms"] = (Number, value => IsNumber(value, 1)),
        ["unclean.leader.election.enable"] = OneOf("true", "false"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds what a value must look like.</summary>
    /// <returns>The rule in words; <see langword="null"/>: the setting is unknown.</returns>
    public static (string Rule, Func<string, bool> IsValid)? Find(string name) => Known.TryGetValue(name, out var setting) ? setting : null;

    /// <summary>Says whether two values mean the same: the items of a list have no order.</summary>
    public static bool AreEqual(string one, string other) =>
        one == other || one.Split(',').Order(StringComparer.Ordinal).SequenceEqual(other.Split(',').Order(StringComparer.Ordinal));

    private static (string, Func<string, bool>) OneOf(params string[] values) => ($"one of {string.Join(", ", values)}", values.Contains);

    private static bool IsNumber(string text, long least) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least;
}
