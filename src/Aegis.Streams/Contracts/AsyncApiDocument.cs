using System.Text.Json.Nodes;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Contracts;

/// <summary>The AsyncAPI 3.0 document of a deployment: its channels, what is sent on them, under which keys and with which headers.</summary>
public sealed class AsyncApiDocument
{
    private const string Version = "3.0.0";
    private const string ContractVersion = "v1";
    private const string Replies = "replies";
    private const string DeadLetters = "dead_letters";
    private const string DecisionAction = "decide_intents";

    private const string Description = """
        Runtime guardrails for AI agents: an agent publishes the intent of a tool call before it runs, Aegis answers with a decision.
        Values are Protobuf (`proto/aegis/v1`) or JSON as their header `content-type` says. With a schema registry, Protobuf values are framed
        as Confluent's clients do: byte 0, schema id, message indexes, message. The partition of a key is murmur2 of its bytes, as in Kafka's Java client.
        """;

    private readonly IReadOnlyList<ContractTopic> _topics;
    private readonly string _deadLetters;

    private AsyncApiDocument(TopicNames topics) => (_topics, _deadLetters) = (ContractTopics.Of(topics), topics.DeadLetters);

    /// <summary>Writes the document.</summary>
    /// <param name="topics">The topics' names.</param>
    /// <returns>The document.</returns>
    public static JsonObject Write(TopicNames topics) => new AsyncApiDocument(topics).Write();

    private JsonObject Write() => new()
    {
        ["asyncapi"] = Version,
        ["info"] = new JsonObject
        {
            ["title"] = "Aegis.Streams",
            ["version"] = ContractVersion,
            ["description"] = Description.ReplaceLineEndings(" "),
            ["license"] = new JsonObject { ["name"] = "Apache-2.0" },
        },
        ["defaultContentType"] = Pipeline.ContentTypes.Protobuf,
        ["channels"] = WriteChannels(),
        ["operations"] = WriteOperations(),
        ["components"] = new JsonObject { ["messages"] = WriteMessages(), ["schemas"] = AsyncApiSchemas.Write() },
    };

    private JsonObject WriteChannels()
    {
        var channels = new JsonObject();
        foreach (var topic in _topics) channels[topic.Id] = Channel(topic.Name, topic.Purpose, AsyncApiMessages.IdsOf(topic));
        var decisions = AsyncApiMessages.IdsOf(Topic("decisions"));
        channels[Replies] = Channel(null, "Topics that intents name and the allow-list permits: each gets a copy of the decision, in the encoding of its intent.", decisions);
        channels[DeadLetters] = Channel(_deadLetters, "Inputs whose envelope could not be read, as they came.", [AsyncApiMessages.DeadLetter]);
        return channels;
    }

    private JsonObject WriteOperations()
    {
        var operations = new JsonObject();
        foreach (var topic in _topics)
        {
            var id = topic.Id == "intents" ? DecisionAction : $"{(topic.IsRead ? "read" : "publish")}_{topic.Id}";
            operations[id] = Operation(topic.IsRead ? "receive" : "send", topic.Id);
        }

        operations[DecisionAction]!["reply"] = new JsonObject
        {
            ["address"] = new JsonObject { ["location"] = "$message.payload#/reply_topic", ["description"] = "Absent: there is no copy, only the topic of decisions has the answer." },
            ["channel"] = Reference("channels", Replies),
        };
        operations["set_aside_dead_letters"] = Operation("send", DeadLetters);
        return operations;
    }

    private JsonObject WriteMessages()
    {
        var messages = new JsonObject();
        foreach (var topic in _topics)
            foreach (var (id, message) in AsyncApiMessages.Write(topic)) messages[id] = message;
        messages[AsyncApiMessages.DeadLetter] = AsyncApiMessages.WriteDeadLetter(ContractFiles.Describe(DeadLetterHeaders.Descriptor));
        return messages;
    }

    private ContractTopic Topic(string id) => _topics.Single(topic => topic.Id == id);

    private static JsonObject Channel(string? address, string description, IEnumerable<string> messages) => new()
    {
        ["address"] = address,
        ["description"] = description,
        ["messages"] = new JsonObject(messages.Select(id => KeyValuePair.Create<string, JsonNode?>(id, Reference("components/messages", id)))),
    };

    private static JsonObject Operation(string action, string channel) => new() { ["action"] = action, ["channel"] = Reference("channels", channel) };

    private static JsonObject Reference(string section, string id) => new() { ["$ref"] = $"#/{section}/{id}" };
}
