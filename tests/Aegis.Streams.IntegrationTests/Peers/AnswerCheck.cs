using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Outcome;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Holds what callers were told against what is committed: nothing contradicts it, no intent has two decisions, what was allowed is audited once, and nobody waited for ever.</summary>
internal sealed class AnswerCheck(PeerFleet fleet, ITestOutputHelper output)
{
    /// <summary>Gets whether a broker lost what it had called committed; by default it cannot have.</summary>
    public Func<bool> HasLostMarkers { get; init; } = () => false;

    /// <summary>Gets a value indicating whether an instance was frozen, and so could not end its calls.</summary>
    public bool WasFrozen { get; init; }

    /// <summary>Lets the callers end, and checks.</summary>
    public void Finish(PeerCallers callers)
    {
        callers.Finish();
        var faults = new List<string>();
        var committed = new Dictionary<string, string>(StringComparer.Ordinal);
        var topics = new TopicNames();
        foreach (var decision in TopicReading.ReadAll(fleet.Instances.Clients, topics.Decisions).Select(record => DecisionReader.Read(record)!).Where(decision => !decision.Replayed))
        {
            if (!committed.TryAdd(decision.IntentId, decision.DecisionId) && !IsAtOnce(decision.IntentId)) faults.Add($"{decision.IntentId} has two decisions");
        }

        var audited = TopicReading.ReadAll(fleet.Instances.Clients, topics.Audit).Select(record => AuditEntry.Parser.ParseFrom(record.Value)).CountBy(entry => entry.EntryId).ToDictionary();
        var differing = callers.Known.Where(pair => committed.GetValueOrDefault(pair.Key) != pair.Value.DecisionId).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var lost = differing.Count > 0 && HasLostMarkers() ? differing : [];
        faults.AddRange(callers.Faults.Where(fault => !lost.Contains(fault.Id)).Select(fault => $"{fault.Id} {fault.Fault}"));
        foreach (var (id, reply) in callers.Known.Where(pair => !lost.Contains(pair.Key)))
        {
            if (differing.Contains(id)) faults.Add($"{id} was answered {reply.DecisionId}, and committed is {committed.GetValueOrDefault(id) ?? "nothing"}");
            if (audited.GetValueOrDefault(reply.DecisionId) != 1) faults.Add($"{id} has {audited.GetValueOrDefault(reply.DecisionId)} audit entries, and was answered {reply.Outcome}");
        }

        foreach (var reply in callers.Stateless.Where(reply => reply.Outcome == DecisionOutcome.Allow && audited.GetValueOrDefault(reply.DecisionId) != 1))
            faults.Add($"{reply.IntentId} was allowed at once, and has {audited.GetValueOrDefault(reply.DecisionId)} audit entries");
        if (callers.Silences > 0 && !WasFrozen) faults.Add($"{callers.Silences} calls were never ended");
        output.WriteLine(
            $"{callers.Answers} answers to {callers.Known.Count} ids, {callers.Stateless.Count} stateless; errors: {callers.Errors}; "
            + $"longest call {callers.LongestOver.TotalSeconds:0.0} s beyond its time; {lost.Count} answers lost by the only broker.");
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults.Take(20))}\n{fleet.Describe()}");
        Assert.True(fleet.One.IsAlive && fleet.Two.IsAlive, $"An instance died.\n{fleet.Describe()}");
        Assert.Contains(callers.Known.Values, reply => reply.Outcome == DecisionOutcome.Allow);
        Assert.Contains(callers.Known.Values, reply => reply.Outcome == DecisionOutcome.Deny);
        Assert.Contains(callers.Stateless, reply => reply.Outcome == DecisionOutcome.Allow);
    }

    private static bool IsAtOnce(string intentId) => intentId.EndsWith("-at-once", StringComparison.Ordinal);
}
