using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>The rights that principals need for a topology, and no more.</summary>
public static class AccessPlan
{
    // What the groups of client verbs begin with, whatever the prefix of topics is.
    private const string ClientGroups = "aegis-";

    /// <summary>Lists the rights, those of one principal together, in the order of the topology.</summary>
    /// <param name="topology">The topology. Its prefix is also the name of the group and the start of transactional ids.</param>
    /// <returns>The rights.</returns>
    public static ImmutableArray<AccessRule> Make(TopicTopology topology) =>
        [.. topology.Principals.SelectMany(principal => principal.Role == TopicTopology.StreamRole ? OfStream(topology, principal) : OfTopics(topology, principal, ClientGroups))];

    private static IEnumerable<AccessRule> OfStream(TopicTopology topology, PrincipalDeclaration principal)
    {
        // The check at start reads settings, also of topics that the stream only writes.
        foreach (var rule in OfTopics(topology, principal, $"{topology.Prefix}-"))
            yield return rule.Resource == "topic" ? rule with { Operations = [.. rule.Operations, "DescribeConfigs"] } : rule;
        yield return new AccessRule(principal.Principal, "group", topology.Prefix, IsPrefix: false, ["Read"]);
        yield return new AccessRule(principal.Principal, "group", $"{topology.Prefix}-lists", IsPrefix: false, ["Read"]);
        yield return new AccessRule(principal.Principal, "transactional-id", $"{topology.Prefix}-", IsPrefix: true, ["Write"]);
    }

    private static IEnumerable<AccessRule> OfTopics(TopicTopology topology, PrincipalDeclaration principal, string groups)
    {
        var reads = false;
        foreach (var topic in topology.Topics)
        {
            var (isReader, isWriter) = (topic.Readers.Contains(principal.Role), topic.Writers.Contains(principal.Role));
            reads |= isReader;
            string[] operations = [.. isReader ? ["Read"] : Array.Empty<string>(), .. isWriter ? ["Write"] : Array.Empty<string>()];
            if (operations.Length > 0) yield return new AccessRule(principal.Principal, "topic", topology.NameOf(topic), IsPrefix: false, operations);
        }

        // A reader names a group of its own, which it never joins, and its client looks for that group's coordinator.
        if (reads) yield return new AccessRule(principal.Principal, "group", groups, IsPrefix: true, ["Describe"]);
    }
}
