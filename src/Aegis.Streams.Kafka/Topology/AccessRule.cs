using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>A right that a principal needs.</summary>
/// <param name="Principal">Who, such as `User:aegis`.</param>
/// <param name="Resource">The kind: `topic`, `group` or `transactional-id`, as Kafka's tool names it.</param>
/// <param name="Name">Which.</param>
/// <param name="IsPrefix">Whether it is the start of names, not one name.</param>
/// <param name="Operations">What it may do, such as `Read`.</param>
public sealed record AccessRule(string Principal, string Resource, string Name, bool IsPrefix, IReadOnlyList<string> Operations)
{
    /// <summary>Makes the command that grants it.</summary>
    /// <param name="connection">The cluster that the command names.</param>
    /// <returns>A line for a shell.</returns>
    public string ToCommand(KafkaConnection connection)
    {
        var pattern = IsPrefix ? " --resource-pattern-type prefixed" : "";
        return $"kafka-acls.sh {TopicRemedies.Reach(connection)} --add --allow-principal '{Principal}' {string.Join(' ', Operations.Select(operation => $"--operation {operation}"))} --{Resource} '{Name}'{pattern}";
    }
}
