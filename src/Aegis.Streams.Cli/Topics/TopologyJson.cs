using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>Describes a topology to programs, in one object.</summary>
internal static class TopologyJson
{
    /// <summary>Writes it.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="topology">The topology.</param>
    public static void Write(Screen screen, TopicTopology topology) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("prefix", topology.Prefix);
        json.WriteNumber("tasks", topology.Tasks);
        json.WriteNumber("replication", topology.Replication);
        json.WriteStartArray("stages");
        foreach (var stage in TopologyStage.AllAndBeside) WriteStage(json, topology, stage);
        json.WriteEndArray();
        json.WriteStartArray("topics");
        foreach (var topic in topology.Topics) WriteTopic(json, topology, topic);
        json.WriteEndArray();
        json.WriteStartArray("principals");
        foreach (var principal in topology.Principals)
        {
            json.WriteStartObject();
            json.WriteString("role", principal.Role);
            json.WriteString("principal", principal.Principal);
            json.WriteString("purpose", principal.Purpose);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteStage(Utf8JsonWriter json, TopicTopology topology, TopologyStage stage)
    {
        json.WriteStartObject();
        json.WriteString("name", stage.Name);
        json.WriteString("purpose", stage.Purpose);
        WriteTexts(json, "reads", stage.Reads.Select(name => $"{topology.Prefix}.{name}"));
        WriteTexts(json, "writes", stage.Writes.Select(name => $"{topology.Prefix}.{name}"));
        json.WriteEndObject();
    }

    private static void WriteTopic(Utf8JsonWriter json, TopicTopology topology, TopicDeclaration topic)
    {
        json.WriteStartObject();
        json.WriteString("topic", topology.NameOf(topic));
        json.WriteString("purpose", topic.Purpose);
        json.WriteString("content", topic.Content);
        json.WriteString("key", topic.Key);
        json.WriteNumber("partitions", topology.PartitionsOf(topic));
        json.WriteStartObject("config");
        foreach (var (name, value) in topic.Config) json.WriteString(name, value);
        json.WriteEndObject();
        WriteTexts(json, "written_by", topic.Writers);
        WriteTexts(json, "read_by", topic.Readers);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
