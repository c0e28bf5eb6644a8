using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>
/// Holds what a cluster shows a read-committed reader against what must be there: for every input one decision or one dead letter, with one
/// audit entry each, repeats answered alike, and a state that is the replay of the decisions.
/// </summary>
internal sealed class ExactlyOnceChecker(SimulatedCluster cluster, SimulationInputs inputs)
{
    private readonly TopicNames _topics = new();
    private readonly List<string> _faults = [];
    private readonly Dictionary<(int, long), string> _dead = [];
    private readonly Dictionary<(int, long), Decision> _fresh = [];
    private readonly Dictionary<string, int> _replays = [];
    private readonly HashSet<string> _audited = [];

    /// <summary>Checks everything.</summary>
    /// <param name="running">The states of the tasks that run.</param>
    /// <returns>What does not hold; empty if all does.</returns>
    public IReadOnlyList<string> Check(IEnumerable<(int Partition, KeyedState State)> running)
    {
        foreach (var misuse in cluster.Misuses) Fault($"a client was misused: {misuse}");
        ReadOutputs();
        var stored = CheckInputs();
        CheckClaims();
        CheckState(stored, running.ToLookup(task => task.Partition, task => task.State));
        return _faults;
    }

    /// <summary>The last committed word on each partition is that of the instance that has it: claims of zombies never commit.</summary>
    private void CheckClaims()
    {
        var claims = new Dictionary<int, OwnerClaim?>();
        foreach (var record in cluster.AllCommitted(_topics.Owners))
            if (OwnerRecordReader.PartitionOf(OwnerRecordReader.TextOf(record.Key)) is { } partition)
                claims[partition] = record.Value is null ? null : OwnerRecordReader.ReadClaim(partition, record.Value, out _);
        for (var partition = 0; partition < SimulationSettings.Partitions; partition++)
        {
            var owner = cluster.Group.OwnerOf(new(_topics.Intents, partition));
            if (claims.GetValueOrDefault(partition) is not { } claim) Fault($"nobody claims the partition {partition}, which {owner?.Name} owns");
            else if (owner?.Process.Name != $"{claim.InstanceId}/{claim.Epoch}") Fault($"the partition {partition} of {owner?.Process.Name} is claimed by {claim.InstanceId}/{claim.Epoch}");
        }
    }

    private void ReadOutputs()
    {
        foreach (var record in cluster.AllCommitted(_topics.Decisions))
        {
            var decision = DecisionReader.Read(record)!;
            if (decision.Replayed) _replays[decision.DecisionId] = _replays.GetValueOrDefault(decision.DecisionId) + 1;
            else if (!_fresh.TryAdd((decision.SourcePartition, decision.SourceOffset), decision)) Fault($"the input {decision.SourcePartition}/{decision.SourceOffset} was decided twice");
        }

        foreach (var letter in cluster.AllCommitted(_topics.DeadLetters))
        {
            var place = (Number(letter, "source_partition"), (long)Number(letter, "source_offset"));
            if (!_dead.TryAdd(place, Text(letter, "entry_id"))) Fault($"the input {place} is in the dead letter topic twice");
        }

        foreach (var record in cluster.AllCommitted(_topics.Audit))
        {
            var id = Contract.AuditEntry.Parser.ParseFrom(record.Value).EntryId;
            if (!_audited.Add(id)) Fault($"the audit log has two entries {id}");
        }
    }

    /// <summary>Goes through the inputs in the order in which their tasks read them.</summary>
    /// <returns>For each partition the replies that its task must remember.</returns>
    private ILookup<int, Decision> CheckInputs()
    {
        var reader = new IntentReader(new IntentLimits());
        var all = cluster.AllCommitted(_topics.Intents);
        var forwarded = all.Select(record => record.FindHeader(RecordHeaderNames.ForwardedFrom)).OfType<byte[]>().Select(Encoding.UTF8.GetString).ToLookup(origin => origin);
        var first = new Dictionary<(string Key, string Id), (string Value, Decision? Decision)>();
        var (remembered, expectedReplays) = (new List<Decision>(), new Dictionary<string, int>());
        var letters = 0;
        foreach (var record in all)
        {
            var place = (record.Partition, record.Offset);
            var reading = reader.Read(record);
            if (reading.Intent is { } misrouted && SimulationInputs.OwnerOf(misrouted.Key) != record.Partition
                && inputs.TroubleOf(record) is not (Trouble.Always or Trouble.TooLarge))
            {
                if (forwarded[$"{record.Topic}/{record.Partition}/{record.Offset}"].Count() != 1) Fault($"the misrouted input {place} was not forwarded once");
                continue;
            }

            if (reading.Intent is not { } intent || inputs.TroubleOf(record) is Trouble.Always or Trouble.TooLarge)
            {
                letters++;
                if (!_dead.TryGetValue(place, out var entry)) Fault($"the input {place} is not in the dead letter topic");
                else if (!_audited.Contains(entry)) Fault($"the dead letter of {place} has no audit entry");
                continue;
            }

            var value = Encoding.UTF8.GetString(record.Value!);
            if (first.TryGetValue((intent.Key, intent.Id), out var earlier) && earlier.Value == value)
            {
                if (earlier.Decision is { } answered) expectedReplays[answered.DecisionId] = expectedReplays.GetValueOrDefault(answered.DecisionId) + 1;
                continue;
            }

            var decision = CheckFresh(place, isReused: earlier.Value is not null);
            if (earlier.Value is not null) continue;
            first.Add((intent.Key, intent.Id), (value, decision));
            if (decision is not null) remembered.Add(decision);
        }

        foreach (var id in expectedReplays.Keys.Union(_replays.Keys))
            if (expectedReplays.GetValueOrDefault(id) != _replays.GetValueOrDefault(id)) Fault($"the decision {id} was replayed {_replays.GetValueOrDefault(id)} times, not {expectedReplays.GetValueOrDefault(id)}");
        if (_audited.Count != _fresh.Count + _dead.Count) Fault($"{_audited.Count} audit entries for {_fresh.Count} decisions and {_dead.Count} dead letters");
        if (letters != _dead.Count) Fault($"{_dead.Count} dead letters for {letters} inputs");
        return remembered.ToLookup(decision => decision.SourcePartition);
    }

    private Decision? CheckFresh((int Partition, long Offset) place, bool isReused)
    {
        if (!_fresh.TryGetValue(place, out var decision)) Fault($"the input {place} has no decision");
        else if (!_audited.Contains(decision.DecisionId)) Fault($"the decision of {place} has no audit entry");
        else if (isReused != decision.Reasons.Any(reason => reason.Code == ReasonCodes.IdReused)) Fault($"the decision of {place} should {(isReused ? "" : "not ")}say that its id is reused");
        return decision;
    }

    private void CheckState(ILookup<int, Decision> remembered, ILookup<int, KeyedState> running)
    {
        for (var partition = 0; partition < SimulationSettings.Partitions; partition++)
        {
            var changelog = new Dictionary<string, string>();
            foreach (var record in cluster.Log(new(_topics.State, partition)).AllCommitted())
            {
                var change = ChangelogRecord.Decode(record);
                if (change.Entry is { } entry) changelog[Convert.ToHexString(change.Key)] = Convert.ToHexString(entry.Value);
                else changelog.Remove(Convert.ToHexString(change.Key));
            }

            CheckReplay(partition, changelog, [.. remembered[partition]]);
            if (running[partition].Count() != 1) Fault($"{running[partition].Count()} tasks run partition {partition}");
            foreach (var state in running[partition])
            {
                var live = state.Committed.ToDictionary(pair => Convert.ToHexString(pair.Key), pair => Convert.ToHexString(pair.Value.Value));
                if (live.Count != changelog.Count || live.Except(changelog).Any()) Fault($"the state of the running task {partition} ({live.Count} entries) is not its changelog ({changelog.Count} entries)");
            }
        }
    }

    private void CheckReplay(int partition, Dictionary<string, string> changelog, List<Decision> remembered)
    {
        if (changelog.Count != remembered.Count + 1) Fault($"the state of partition {partition} has {changelog.Count} entries for {remembered.Count} decisions and the metadata");
        foreach (var decision in remembered)
        {
            var key = Convert.ToHexString(Encoding.UTF8.GetBytes($"reply/{decision.Tenant}/{decision.Agent}/{decision.IntentId}"));
            var stored = changelog.TryGetValue(key, out var value) ? Contract.IdempotentReply.Parser.ParseFrom(Convert.FromHexString(value)) : null;
            if (stored?.Decision?.DecisionId != decision.DecisionId) Fault($"the state of partition {partition} does not remember the decision {decision.DecisionId} of {decision.IntentId}");
        }
    }

    private static string Text(SourceRecord letter, string field) => Encoding.UTF8.GetString(letter.FindHeader($"{RecordHeaderNames.DeadLetterPrefix}{field}")!);

    private static int Number(SourceRecord letter, string field) => int.Parse(Text(letter, field), CultureInfo.InvariantCulture);

    private void Fault(string fault) => _faults.Add(fault);
}
