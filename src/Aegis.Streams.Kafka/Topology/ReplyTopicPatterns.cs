using System.Text.RegularExpressions;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Says which topics of a cluster may be reply topics of some tenant.</summary>
/// <param name="patterns">The allow-list: topic names in which `{tenant}` stands for a tenant.</param>
/// <param name="topology">The topology of this deployment, whose topics never are: a copy in the changelog or the audit log would forge it.</param>
internal sealed class ReplyTopicPatterns(IReadOnlyList<string> patterns, TopicTopology topology)
{
    private const string TenantMark = "{tenant}";
    private const string AnyTenant = "[a-z0-9._-]+";

    private readonly Regex[] _patterns = [.. patterns.Select(pattern => new Regex(
        $"^{string.Join(AnyTenant, pattern.Split(TenantMark).Select(Regex.Escape))}$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))];

    private readonly HashSet<string> _own = [.. topology.Topics.Select(topology.NameOf)];

    public bool Includes(string topic) =>
        !topic.StartsWith("__", StringComparison.Ordinal) && !_own.Contains(topic) && _patterns.Any(pattern => pattern.IsMatch(topic));
}
