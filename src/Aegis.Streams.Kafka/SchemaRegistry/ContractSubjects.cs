using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf.Reflection;

namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>
/// The subjects of a deployment: each topic of framed values has one, named as Confluent's TopicNameStrategy does. Reply topics belong to
/// those who read them; their values carry the id of the topic of decisions.
/// </summary>
internal static class ContractSubjects
{
    public static IEnumerable<(string Subject, MessageDescriptor Message)> Of(TopicNames topics) =>
    [
        (Value(topics.Intents), ToolCallIntent.Descriptor),
        (Value(topics.Decisions), Decision.Descriptor),
        (Value(topics.Audit), AuditEntry.Descriptor),
        (Value(topics.Catalog), CatalogItem.Descriptor),
        (Value(topics.Agents), AgentRegistration.Descriptor),
    ];

    private static string Value(string topic) => $"{topic}-value";
}
