using System.Collections.Immutable;
using Aegis.Streams.Policy;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Reads the settings of topics.</summary>
internal sealed class TopicConfigReader(YamlExpectations expect)
{
    /// <summary>Reads settings on top of those that all topics share.</summary>
    /// <param name="node">The settings; <see langword="null"/>: there are none.</param>
    /// <param name="shared">What all topics share; <see langword="null"/>: nothing.</param>
    /// <returns>Both together, without what has faults.</returns>
    public ImmutableSortedDictionary<string, string> Read(YamlNode? node, ImmutableSortedDictionary<string, string>? shared = null)
    {
        var config = (shared ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).ToBuilder();
        if (node is not YamlMapping mapping)
        {
            if (node is not null) expect.Fault(node, $"`config` must be a mapping of Kafka's settings of topics, not {node.Kind}");
            return config.ToImmutable();
        }

        foreach (var (key, value) in mapping.Entries)
        {
            if (TopicSettings.Find(key.Text) is not { } setting) expect.Fault(key, $"unknown setting {key.Kind}{Spelling.Suggest(key.Text, TopicSettings.Names)}");
            else if (value is not YamlScalar scalar || !setting.IsValid(scalar.Text)) expect.Fault(value, $"`{key.Text}` must be {setting.Rule}, not {value.Kind}");
            else config[key.Text] = scalar.Text;
        }

        return config.ToImmutable();
    }

    /// <summary>Checks what the guarantees rest on.</summary>
    /// <param name="rule">What the topic must be.</param>
    /// <param name="place">Where to report what it is not.</param>
    /// <param name="config">Its settings.</param>
    public void Check(TopicRule rule, YamlNode place, ImmutableSortedDictionary<string, string> config)
    {
        if (config.GetValueOrDefault(TopicSettings.CleanupPolicy) != rule.Cleanup)
            expect.Fault(place, $"`{TopicSettings.CleanupPolicy}` of `{rule.Name}` must be {rule.Cleanup}: {rule.CleanupReason}");
        if (rule.NeedsLogAppendTime && config.GetValueOrDefault(TopicSettings.TimestampType) != TopicRule.LogAppendTime)
            expect.Fault(place, $"`{TopicSettings.TimestampType}` of `{rule.Name}` must be {TopicRule.LogAppendTime}: {TopicRule.LogAppendTimeReason}");
    }
}
