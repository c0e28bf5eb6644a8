using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Decision = Aegis.Streams.Outcome.Decision;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>
/// Checks what a stream left behind when it has come to rest: every input has one committed answer in its order, every answer that is no
/// repeat has one audit entry, the keyed state is what a replay gives, and the committed offsets say that everything was read.
/// </summary>
internal sealed class StreamChecker(LibrdkafkaClients clients, TopicNames topics, int partitionCount)
{
    private const int MaxReported = 10;

    private readonly List<string> _faults = [];
    private int _faultCount;

    /// <summary>Checks everything.</summary>
    /// <param name="poison">Ids of intents that cannot be processed.</param>
    /// <returns>The faults, the first ones by name; empty: there are none.</returns>
    public IReadOnlyList<string> Check(IEnumerable<string>? poison = null)
    {
        var intents = TopicReading.ReadAll(clients, topics.Intents);
        var model = new StreamModel(intents, partitionCount, poison);
        CheckForwarding(model);
        var decisions = TopicReading.ReadAll(clients, topics.Decisions);
        CheckDecisions(model, decisions, out var decided);
        CheckReplies(decisions, TopicReading.ReadAll(clients, IntentLoad.ReplyTopicOf(topics.Prefix)));
        var letters = CheckDeadLetters(model, TopicReading.ReadAll(clients, topics.DeadLetters));
        var entries = CheckAudit(decided, letters, TopicReading.ReadAll(clients, topics.Audit));
        CheckState(model, decided, entries, TopicReading.ReadAll(clients, topics.State));
        CheckOffsets();
        return _faultCount > MaxReported ? [.. _faults, $"... and {_faultCount - MaxReported} more."] : _faults;
    }

    private void CheckForwarding(StreamModel model)
    {
        foreach (var (place, owner) in model.Misrouted)
        {
            var copies = model.Forwarded.FindAll(forwarded => forwarded.From == place);
            if (copies is not [{ } copy] || copy.Partition != owner) Fault($"{place} belongs to partition {owner} and was forwarded {copies.Count} times");
        }

        foreach (var (from, _) in model.Forwarded.Where(forwarded => !model.Misrouted.ContainsKey(forwarded.From))) Fault($"{from} was forwarded and should not have been");
    }

    private void CheckDecisions(StreamModel model, List<SourceRecord> records, out Dictionary<string, Decision> decided)
    {
        decided = [];
        var byPartition = records.ToLookup(record => record.Partition);
        for (var partition = 0; partition < partitionCount; partition++)
        {
            var answers = byPartition[partition].OrderBy(record => record.Offset).Select(record => DecisionReader.Read(record)!).ToList();
            var expected = model.Decisions[partition];
            if (answers.Count != expected.Count) Fault($"partition {partition} has {answers.Count} decisions of {expected.Count}");
            var wrong = answers.Zip(expected).Index().FirstOrDefault(pair => ToAnswer(pair.Item.First) != pair.Item.Second, (-1, default));
            if (wrong.Index >= 0)
                Fault($"decision {wrong.Index} of partition {partition} is {ToAnswer(wrong.Item.First)}, not {wrong.Item.Second}");
            foreach (var decision in answers.Where(decision => !decision.Replayed))
                if (!decided.TryAdd(decision.DecisionId, decision)) Fault($"decision {decision.DecisionId} of {decision.IntentId} was made twice");
            foreach (var repeat in answers.Where(decision => decision.Replayed))
                if (!decided.ContainsKey(repeat.DecisionId)) Fault($"the repeat of {repeat.IntentId} names decision {repeat.DecisionId}, which was never made");
        }
    }

    /// <summary>Checks that every decision with a copy has exactly one, repeats included.</summary>
    private void CheckReplies(List<SourceRecord> decisions, List<SourceRecord> replies)
    {
        var expected = decisions.Select(record => DecisionReader.Read(record)!).Where(decision => decision.ReplyStatus == Outcome.ReplyStatus.Sent)
            .CountBy(decision => (decision.DecisionId, decision.Replayed)).ToDictionary();
        foreach (var (copy, count) in replies.Select(record => DecisionReader.Read(record)!).CountBy(decision => (decision.DecisionId, decision.Replayed)))
        {
            expected.Remove(copy, out var wanted);
            if (count != wanted) Fault($"{copy} has {count} reply copies, not {wanted}");
        }

        foreach (var (missing, _) in expected) Fault($"{missing} has no reply copy");
    }

    private HashSet<string> CheckDeadLetters(StreamModel model, List<SourceRecord> records)
    {
        var (entryIds, places) = (new HashSet<string>(), new HashSet<string>());
        foreach (var record in records)
        {
            var place = $"{Header(record, "source_topic")}/{Header(record, "source_partition")}/{Header(record, "source_offset")}";
            if (!places.Add(place)) Fault($"{place} has two dead letters");
            else if (!model.DeadLetters.Contains(place)) Fault($"{place} is a dead letter ({Header(record, "error_code")}) and should not be");
            if (!entryIds.Add(Header(record, "entry_id"))) Fault($"two dead letters name audit entry {Header(record, "entry_id")}");
        }

        foreach (var place in model.DeadLetters.Where(place => !places.Contains(place))) Fault($"{place} has no dead letter");
        return entryIds;
    }

    private Dictionary<string, AuditEntry> CheckAudit(Dictionary<string, Decision> decided, HashSet<string> letters, List<SourceRecord> records)
    {
        var entries = new Dictionary<string, AuditEntry>();
        foreach (var entry in records.Select(record => AuditEntry.Parser.ParseFrom(record.Value)))
        {
            if (!entries.TryAdd(entry.EntryId, entry)) Fault($"audit entry {entry.EntryId} of {entry.IntentId} is there twice");
            if (entry.Kind == AuditKind.Decision ? !decided.ContainsKey(entry.EntryId) : !letters.Contains(entry.EntryId))
                Fault($"audit entry {entry.EntryId} ({entry.Kind}, {entry.IntentId}) records nothing that was published");
        }

        foreach (var decision in decided.Values.Where(decision => !entries.ContainsKey(decision.DecisionId)))
            Fault($"decision {decision.DecisionId} of {decision.IntentId} has no audit entry");
        foreach (var letter in letters.Where(letter => !entries.ContainsKey(letter))) Fault($"the dead letter with entry {letter} has no audit entry");
        return entries;
    }

    private void CheckState(StreamModel model, Dictionary<string, Decision> decided, Dictionary<string, AuditEntry> entries, List<SourceRecord> records)
    {
        var state = new Dictionary<string, byte[]>();
        foreach (var record in records.OrderBy(record => record.Partition).ThenBy(record => record.Offset))
        {
            var change = ChangelogRecord.Decode(record);
            if (ChangelogRecord.IsMetadata(change.Key)) continue;
            var key = Encoding.UTF8.GetString(change.Key);
            if (change.Entry is { } entry) state[key] = entry.Value;
            else state.Remove(key);
        }

        foreach (var (key, (hash, answer)) in model.Remembered)
        {
            if (!state.Remove(key, out var value))
            {
                Fault($"the state lacks {key}");
                continue;
            }

            var reply = IdempotentReply.Parser.ParseFrom(value);
            var id = reply.Decision.DecisionId;
            if (!reply.RequestHash.Span.SequenceEqual(hash)) Fault($"the state holds another request under {key}");
            if (!decided.TryGetValue(id, out var decision) || ToAnswer(decision) != answer) Fault($"the state holds decision {id} under {key}, not that of {answer}");
            else if (!entries.TryGetValue(id, out var entry) || entry.Outcome != reply.Decision.Outcome || !entry.DecidedAt.Equals(reply.Decision.DecidedAt))
                Fault($"the state under {key} differs from audit entry {id}");
        }

        foreach (var key in state.Keys) Fault($"the state holds {key}, which was never decided");
    }

    private void CheckOffsets()
    {
        var partitions = Enumerable.Range(0, partitionCount).Select(partition => new LogPartition(topics.Intents, partition)).ToList();
        var intents = TopicReading.ReadAll(clients, topics.Intents).ToLookup(record => record.Partition);
        using var consumer = clients.CreateConsumer("checker");
        foreach (var (partition, offset) in consumer.Committed(partitions, TimeSpan.FromSeconds(20)))
        {
            var next = intents[partition.Partition].Select(record => record.Offset + 1).DefaultIfEmpty(0).Max();
            if ((offset ?? 0) < next) Fault($"the committed offset of {partition} is {offset}, its last record ends at {next}");
        }
    }

    private static ExpectedAnswer ToAnswer(Decision decision)
    {
        var verdict = decision.Outcome switch
        {
            DecisionOutcome.Allow => "allow",
            DecisionOutcome.ApprovalNeeded => "approval_needed",
            _ => decision.Reasons.Count == 0 ? "deny" : decision.Reasons[0].Code,
        };
        return new ExpectedAnswer(StreamModel.Place(decision.SourceTopic, decision.SourcePartition, decision.SourceOffset), decision.IntentId, verdict, decision.Replayed);
    }

    private static string Header(SourceRecord record, string field) => Encoding.UTF8.GetString(record.FindHeader(RecordHeaderNames.DeadLetterPrefix + field)!);

    private void Fault(string fault)
    {
        if (_faultCount++ < MaxReported) _faults.Add(fault);
    }
}
