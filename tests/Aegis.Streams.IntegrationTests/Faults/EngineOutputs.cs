using System.Text;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>
/// What an engine made of a load in which no intent repeats, without what two runs cannot share: ids that come from the place of an input, that place, and
/// times.
/// </summary>
internal sealed class EngineOutputs
{
    private EngineOutputs()
    {
    }

    /// <summary>Gets the decision and the audit entry of each intent, as JSON of every field.</summary>
    public Dictionary<string, (string Decision, string Entry)> ByIntent { get; } = [];

    /// <summary>Gets the dead letters, sorted.</summary>
    public List<string> DeadLetters { get; } = [];

    /// <summary>Reads the outputs, and finds every intent exactly once.</summary>
    public static EngineOutputs Read(LibrdkafkaClients clients, TopicNames topics)
    {
        var outputs = new EngineOutputs();
        var inputs = TopicReading.ReadAll(clients, topics.Intents).Where(record => record.FindHeader(RecordHeaderNames.ForwardedFrom) is null).ToList();
        var entries = TopicReading.ReadAll(clients, topics.Audit).Select(record => AuditEntry.Parser.ParseFrom(record.Value)).ToDictionary(entry => entry.EntryId);
        foreach (var decision in TopicReading.ReadAll(clients, topics.Decisions).Select(record => Decision.Parser.ParseFrom(record.Value)))
        {
            Assert.True(entries.Remove(decision.DecisionId, out var entry), $"{decision.IntentId} has no audit entry.");
            Assert.True(outputs.ByIntent.TryAdd(decision.IntentId, (Normalize(decision), Normalize(entry))), $"{decision.IntentId} was decided twice.");
        }

        foreach (var letter in TopicReading.ReadAll(clients, topics.DeadLetters))
        {
            var id = Encoding.UTF8.GetString(letter.FindHeader("aegis.dlq.entry_id")!);
            Assert.True(entries.Remove(id, out var entry), $"The dead letter {id} has no audit entry, or is there twice.");
            outputs.DeadLetters.Add($"{Describe(letter)} {Normalize(entry)}");
        }

        Assert.Empty(entries);
        Assert.Equal(inputs.Count, outputs.ByIntent.Count + outputs.DeadLetters.Count);
        outputs.DeadLetters.Sort(StringComparer.Ordinal);
        return outputs;
    }

    private static string Normalize(Decision decision)
    {
        (decision.DecisionId, decision.Source, decision.Timings, decision.DecidedAt) = ("", null, null, null);
        return decision.ToString();
    }

    private static string Normalize(AuditEntry entry)
    {
        (entry.EntryId, entry.Source, entry.DecidedAt) = ("", null, null);

        // Each is keyed by its entry.
        foreach (var commitment in entry.Commitments) commitment.Value = ByteString.Empty;
        return entry.ToString();
    }

    private static string Describe(SourceRecord letter)
    {
        string[] placed = ["aegis.dlq.source_topic", "aegis.dlq.source_partition", "aegis.dlq.source_offset", "aegis.dlq.source_timestamp", "aegis.dlq.entry_id"];
        var headers = letter.Headers.Where(header => !placed.Contains(header.Name)).Select(header => $"{header.Name}={Convert.ToHexString(header.Value ?? [])}");
        return $"{Convert.ToHexString(letter.Key ?? [])} {(letter.Value is null ? "null" : Convert.ToHexString(letter.Value))} {string.Join(' ', headers)}";
    }
}
