using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Works out from the log of intents alone what must have been answered: each partition in its order, as if nothing had ever failed.</summary>
internal sealed class StreamModel
{
    private readonly IntentReader _reader = new(new IntentLimits());
    private readonly Dictionary<string, (byte[] Hash, ExpectedAnswer Answer)> _remembered = [];
    private readonly HashSet<string> _poison;

    public StreamModel(IEnumerable<SourceRecord> intents, int partitionCount, IEnumerable<string>? poison = null)
    {
        _poison = [.. poison ?? []];
        Decisions = [.. Enumerable.Range(0, partitionCount).Select(_ => new List<ExpectedAnswer>())];
        foreach (var record in intents.OrderBy(record => record.Partition).ThenBy(record => record.Offset)) Add(record, partitionCount);
    }

    /// <summary>Gets the decisions of each partition in their order.</summary>
    public List<ExpectedAnswer>[] Decisions { get; }

    /// <summary>Gets the places of the records that are dead letters.</summary>
    public HashSet<string> DeadLetters { get; } = [];

    /// <summary>Gets the places of the records that must have been forwarded, with the partition that owns them.</summary>
    public Dictionary<string, int> Misrouted { get; } = [];

    /// <summary>Gets the places that forwarded records say they come from, with the partition they are in.</summary>
    public List<(string From, int Partition)> Forwarded { get; } = [];

    /// <summary>Gets what each key of the keyed state must hold.</summary>
    public IReadOnlyDictionary<string, (byte[] Hash, ExpectedAnswer Answer)> Remembered => _remembered;

    public static string Place(string topic, int partition, long offset) => $"{topic}/{partition}/{offset}";

    public static string Expected(SourceRecord record) => Encoding.ASCII.GetString(record.FindHeader(Expectation.HeaderName)!);

    private void Add(SourceRecord record, int partitionCount)
    {
        var place = Place(record.Topic, record.Partition, record.Offset);
        if (record.FindHeader(RecordHeaderNames.ForwardedFrom) is { } from) Forwarded.Add((Encoding.UTF8.GetString(from), record.Partition));
        if (Expected(record) == Expectation.DeadLetter)
        {
            DeadLetters.Add(place);
            return;
        }

        var intent = _reader.Read(record).Intent!;
        var owner = Murmur2.Partition(Encoding.UTF8.GetBytes(intent.Key), partitionCount);
        if (_poison.Contains(intent.Id)) DeadLetters.Add(place);
        else if (owner != record.Partition) Misrouted.Add(place, owner);
        else Decisions[owner].Add(Decide(intent, place, Expected(record)));
    }

    private ExpectedAnswer Decide(Intent intent, string place, string verdict)
    {
        if (verdict == ReasonCodes.Expired) return new ExpectedAnswer(place, intent.Id, verdict, false);
        var hash = _reader.ReadParameters(intent, new ParameterTable()) is null ? RequestHash.Compute(intent) : RequestHash.ComputeRaw(intent);
        var key = $"reply/{intent.Key}/{intent.Id}";
        if (!_remembered.TryGetValue(key, out var earlier))
        {
            var answer = new ExpectedAnswer(place, intent.Id, verdict, false);
            _remembered[key] = (hash, answer);
            return answer;
        }

        return earlier.Hash.AsSpan().SequenceEqual(hash)
            ? earlier.Answer with { Replayed = true }
            : new ExpectedAnswer(place, intent.Id, ReasonCodes.IdReused, false);
    }
}
