using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Reads the document of a topology.</summary>
internal sealed class TopologyReader(YamlFault report)
{
    private const int MaxPartitions = 10_000;
    private const int MaxReplication = 100;
    private const string TasksWord = "tasks";

    private readonly YamlExpectations _expect = new(report);
    private readonly TopicConfigReader _configs = new(new YamlExpectations(report));

    public TopicTopology? Read(YamlNode root)
    {
        if (_expect.Mapping(root, "a topology", "tasks", "replication", "config", "principals", "topics") is not { } document) return null;
        var tasks = Count(_expect.Required(document, "tasks"), "tasks", MaxPartitions);
        var replication = Count(_expect.Required(document, "replication"), "replication", MaxReplication);
        var shared = _configs.Read(document.Find("config"));
        var principals = ReadPrincipals(_expect.Required(document, "principals"));
        var topics = ReadTopics(_expect.Required(document, "topics"), shared, [.. principals.Select(principal => principal.Role)]);
        return new TopicTopology(tasks, replication, topics, principals);
    }

    private ImmutableArray<PrincipalDeclaration> ReadPrincipals(YamlNode? node)
    {
        var principals = ImmutableArray.CreateBuilder<PrincipalDeclaration>();
        foreach (var item in _expect.Items(node, "principals"))
        {
            if (_expect.Mapping(item, "a principal", "role", "principal", "purpose") is not { } entry) continue;
            var role = _expect.Text(_expect.Required(entry, "role"), "role", AgentNames.Rule, AgentNames.IsValid) ?? "";
            var name = _expect.Text(_expect.Required(entry, "principal"), "principal", "must be TYPE:NAME, such as User:aegis", IsPrincipal);
            if (principals.Any(principal => principal.Role == role)) _expect.Fault(item, $"role `{role}` is declared twice; remove one");
            principals.Add(new PrincipalDeclaration(role, name ?? "", Words(entry, "purpose")));
        }

        if (node is YamlSequence && principals.All(principal => principal.Role != TopicTopology.StreamRole))
            _expect.Fault(node, $"role `{TopicTopology.StreamRole}` is missing: the principal of the stream's instances");
        return principals.ToImmutable();
    }

    private ImmutableArray<TopicDeclaration> ReadTopics(YamlNode? node, ImmutableSortedDictionary<string, string> shared, string[] roles)
    {
        var topics = ImmutableArray.CreateBuilder<TopicDeclaration>();
        foreach (var item in _expect.Items(node, "topics"))
            if (ReadTopic(item, shared, roles) is { } topic)
            {
                if (topics.Any(known => known.Name == topic.Name)) _expect.Fault(item, $"topic `{topic.Name}` is declared twice; remove one");
                topics.Add(topic);
            }

        if (node is not YamlSequence) return [];
        foreach (var rule in TopicRule.All)
            if (topics.All(topic => topic.Name != rule.Name)) _expect.Fault(node, $"topic `{rule.Name}` is missing");
        return topics.ToImmutable();
    }

    private TopicDeclaration? ReadTopic(YamlNode item, ImmutableSortedDictionary<string, string> shared, string[] roles)
    {
        if (_expect.Mapping(item, "a topic", "name", "purpose", "content", "key", "partitions", "config", "written_by", "read_by") is not { } entry) return null;
        if (_expect.Required(entry, "name") is not { } name) return null;
        var words = (name as YamlScalar)?.Text ?? "";
        if (TopicRule.Find(words) is not { } rule)
        {
            _expect.Fault(name, $"unknown topic {name.Kind}{Spelling.Suggest(words, TopicRule.All.Select(known => known.Name))}");
            return null;
        }

        var config = _configs.Read(entry.Find("config"), shared);
        _configs.Check(rule, entry.Find("config") ?? item, config);
        return new TopicDeclaration(
            rule.Name, Words(entry, "purpose"), Words(entry, "content"), Words(entry, "key"), ReadPartitions(rule, _expect.Required(entry, "partitions")),
            config, ReadRoles(entry, "written_by", roles), ReadRoles(entry, "read_by", roles));
    }

    private int? ReadPartitions(TopicRule rule, YamlNode? node)
    {
        var isTasks = node is YamlScalar { Text: TasksWord };
        if (node is not null && rule.IsTaskTopic && !isTasks)
            _expect.Fault(node, $"`partitions` of `{rule.Name}` must be `{TasksWord}`, not {node.Kind}: one task owns one number of this topic and of the others that say so");
        return isTasks || node is null || rule.IsTaskTopic ? null : Count(node, "partitions", MaxPartitions);
    }

    private ImmutableArray<string> ReadRoles(YamlMapping entry, string key, string[] roles)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var item in _expect.Items(_expect.Required(entry, key), key))
        {
            var role = (item as YamlScalar)?.Text ?? "";
            if (roles.Contains(role)) found.Add(role);
            else if (roles.Length > 0) _expect.Fault(item, $"unknown role {item.Kind} in `{key}`{Spelling.Suggest(role, roles)}");
        }

        return found.ToImmutable();
    }

    private string Words(YamlMapping mapping, string key) =>
        _expect.Text(_expect.Required(mapping, key), key, "must be a text of one line", text => text.Length > 0 && !text.Any(char.IsControl)) ?? "";

    private int Count(YamlNode? node, string key, int most)
    {
        if (node is YamlScalar { IsPlain: true } scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
            return count;
        if (node is not null) _expect.Fault(node, $"`{key}` must be a whole number from 1 to {most}, not {node.Kind}");
        return 1;
    }

    /// <summary>The name goes into commands that an operator runs.</summary>
    private static bool IsPrincipal(string text) =>
        text.IndexOf(':') is > 0 and var colon && colon < text.Length - 1 && !text.Any(character => char.IsControl(character) || character is '\'' or '"' or '`' or '$' or '\\');
}
