using System.Collections.Concurrent;
using Aegis.Streams.Cli.DeadLetters;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Submit;

/// <summary>
/// Finds out which answer belongs to which line. A decision and a dead letter name the position of their intent; a decision that was
/// given again names that of the first one, so it goes to the oldest line with its id that waits. One thread calls, but for <see cref="Written"/>.
/// </summary>
/// <param name="topics">The topics.</param>
/// <param name="replyTopic">The topic that copies are expected in; <see langword="null"/>: none.</param>
/// <param name="time">The clock.</param>
internal sealed class AnswerBook(TopicNames topics, string? replyTopic, TimeProvider time)
{
    // Dead letters of others look like early ones of ours until the producer's word is in, which takes milliseconds.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<(SentLine Sent, RecordDelivery Delivery)> _deliveries = new();
    private readonly Dictionary<(int Partition, long Offset), SentLine> _byPosition = [];
    private readonly Dictionary<(string Tenant, string Agent, string Id), List<SentLine>> _byId = [];
    private readonly List<(SourceRecord Record, long Received)> _held = [];
    private readonly HashSet<SentLine> _unwritten = [];

    /// <summary>Gets how many lines wait for their answer.</summary>
    public long WaitingCount => _unwritten.Count + _byPosition.Count;

    /// <summary>Gets the numbers of the lines that wait, in order.</summary>
    public IEnumerable<long> WaitingLines => _unwritten.Concat(_byPosition.Values).Select(sent => sent.Line.Number).Order();

    /// <summary>Enters a line that is about to be published.</summary>
    /// <param name="line">The line.</param>
    /// <param name="intended">When it was to be sent.</param>
    /// <returns>Its entry.</returns>
    public SentLine Add(IntentLine line, long intended)
    {
        var sent = new SentLine(line, intended);
        _unwritten.Add(sent);
        if (line.Intent is not { } intent) return sent;
        var id = (intent.Tenant, intent.Agent, intent.Id);
        if (_byId.TryGetValue(id, out var lines)) lines.Add(sent);
        else _byId.Add(id, [sent]);
        return sent;
    }

    /// <summary>Hears from the producer what became of a line. May be called from any thread.</summary>
    public void Written(SentLine sent, RecordDelivery delivery) => _deliveries.Enqueue((sent, delivery));

    /// <summary>Takes in what the producer said, and gives the answers that follow from it.</summary>
    public IEnumerable<Answer> TakeDeliveries()
    {
        if (_deliveries.IsEmpty) yield break;
        while (_deliveries.TryDequeue(out var delivered))
        {
            var (sent, delivery) = delivered;
            _unwritten.Remove(sent);
            if (delivery.Error is { } error)
            {
                Forget(sent);
                yield return new Answer(sent.Line, null, null, error, TimeSpan.Zero);
                continue;
            }

            sent.Position = (delivery.Partition, delivery.Offset);
            _byPosition.Add(sent.Position.Value, sent);
        }

        // An answer can be faster than the word of the producer.
        var held = _held.ToArray();
        _held.Clear();
        foreach (var (record, received) in held)
            if (Take(record, received) is { } answer) yield return answer;
    }

    /// <summary>Takes in a record of the topics of decisions, dead letters or replies.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The answer; <see langword="null"/>: it is somebody else's, or one of those that <see cref="TakeDeliveries"/> gives later.</returns>
    public Answer? Take(SourceRecord record) => Take(record, time.GetTimestamp());

    private Answer? Take(SourceRecord record, long received)
    {
        if (record.Topic == topics.DeadLetters) return DeadLetterEntry.Read(record) is { } letter && letter.SourceTopic == topics.Intents ? Take(record, letter, received) : null;
        if (DecisionReader.Read(record) is not { } decision || !_byId.TryGetValue((decision.Tenant, decision.Agent, decision.IntentId), out var lines)) return null;
        if (lines.Exists(sent => sent.Position is null)) return Hold(record, received);
        var source = (decision.SourcePartition, decision.SourceOffset);
        var answered = lines.Find(sent => (sent.Position == source) != decision.Replayed);
        return answered is not null && Counts(record, decision, answered) ? Close(answered, decision, null, received) : null;
    }

    private Answer? Take(SourceRecord record, DeadLetterEntry letter, long received)
    {
        if (_byPosition.TryGetValue((letter.SourcePartition, letter.SourceOffset), out var sent)) return Close(sent, null, letter, received);
        return _unwritten.Count > 0 && time.GetElapsedTime(received) < LongestHold ? Hold(record, received) : null;
    }

    private Answer? Hold(SourceRecord record, long received)
    {
        _held.Add((record, received));
        return null;
    }

    /// <summary>Where a copy is expected, the decision itself counts only if it says that there is none.</summary>
    private bool Counts(SourceRecord record, Decision decision, SentLine sent)
    {
        var expectsCopy = replyTopic is not null && sent.Line.Intent?.ReplyTopic == replyTopic && decision.ReplyStatus == ReplyStatus.Sent;
        return (record.Topic == replyTopic) == expectsCopy;
    }

    private Answer Close(SentLine sent, Decision? decision, DeadLetterEntry? deadLetter, long received)
    {
        _byPosition.Remove(sent.Position!.Value);
        Forget(sent);
        return new Answer(sent.Line, decision, deadLetter, null, time.GetElapsedTime(sent.Intended, received));
    }

    private void Forget(SentLine sent)
    {
        if (sent.Line.Intent is not { } intent) return;
        var id = (intent.Tenant, intent.Agent, intent.Id);
        var lines = _byId[id];
        lines.Remove(sent);
        if (lines.Count == 0) _byId.Remove(id);
    }
}
