using System.Collections.Frozen;
using System.Collections.Immutable;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Publishing;

/// <summary>
/// What is known of reply topics: which ones a tenant may name, and which exist, may be written and take how much. A snapshot, replaced whole:
/// one bad topic found out only while producing would abort the transaction of every record beside it.
/// </summary>
public sealed class ReplyTopicDirectory
{
    private const string TenantMark = "{tenant}";

    private readonly ImmutableArray<string> _patterns;
    private readonly FrozenDictionary<string, ReplyTopic> _topics;

    /// <summary>Initializes a directory.</summary>
    /// <param name="patterns">The allow-list: topic names in which `{tenant}` stands for the intent's tenant.</param>
    /// <param name="topics">The topics that exist, by name.</param>
    public ReplyTopicDirectory(IEnumerable<string> patterns, IReadOnlyDictionary<string, ReplyTopic> topics)
    {
        _patterns = [.. patterns];
        _topics = topics.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Gets the directory that permits no topic.</summary>
    public static ReplyTopicDirectory Empty { get; } = new([], FrozenDictionary<string, ReplyTopic>.Empty);

    /// <summary>Says whether a copy can be sent.</summary>
    /// <param name="tenant">The tenant of the intent.</param>
    /// <param name="topic">The topic that the intent names.</param>
    /// <param name="bytes">Size of the record: key, value and headers.</param>
    /// <returns><see cref="ReplyStatus.Sent"/>: it can; else why not.</returns>
    public ReplyStatus Check(string tenant, string topic, int bytes)
    {
        if (!IsPermitted(tenant, topic)) return ReplyStatus.NotPermitted;
        if (!_topics.TryGetValue(topic, out var known)) return ReplyStatus.UnknownTopic;
        if (!known.IsWritable) return ReplyStatus.NotWritable;
        return bytes <= known.MaxRecordBytes ? ReplyStatus.Sent : ReplyStatus.TooLarge;
    }

    /// <summary>Says whether the allow-list permits a topic for a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="topic">The topic.</param>
    /// <returns>Whether a pattern matches.</returns>
    public bool IsPermitted(string tenant, string topic)
    {
        // Whole names only: with a wildcard, the tenant `a` could name topics of the tenant `a.b`.
        foreach (var pattern in _patterns)
            if (topic == pattern.Replace(TenantMark, tenant, StringComparison.Ordinal)) return true;
        return false;
    }
}
