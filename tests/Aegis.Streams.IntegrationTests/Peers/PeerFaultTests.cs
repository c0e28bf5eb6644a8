using System.Diagnostics;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Publishing;
using Answer = Aegis.Streams.Protocol.V1.Outcome;
using AuditEntry = Aegis.Streams.Protocol.V1.AuditEntry;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>
/// Two instances that bring calls to each other on a real broker, 32 callers who ask whichever they like, and everything that can break: no answer contradicts what is committed, no intent
/// has two decisions, what is allowed is audited, and nobody waits longer than the deadline.
/// </summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class PeerFaultTests(PeerFaultScene scene, ITestOutputHelper output) : IClassFixture<PeerFaultScene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // The client's own deadline ends a call; the rest is the scheduling of a busy machine.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    [Fact]
    public void NothingBreaks_CallsOfBothInstancesGoToTheOwnerAndNoneByTheLog()
    {
        scene.EnsureTwo();
        using var callers = new PeerCallers(scene.One, scene.Two);
        callers.WaitForMore(100, Patience, scene.Describe);
        var before = IntentsWritten();
        callers.WaitForMore(400, Patience, scene.Describe);
        var after = IntentsWritten();
        Finish(callers);

        Assert.Equal(before, after);
    }

    [Fact]
    public void InstancesAreKilledOneAfterTheOther_AndComeBack()
    {
        scene.EnsureTwo();
        using var callers = new PeerCallers(scene.One, scene.Two);
        callers.WaitForMore(100, Patience, scene.Describe);
        foreach (var instance in new[] { scene.One, scene.Two })
        {
            instance.Kill();
            callers.WaitForMore(50, Patience, scene.Describe);
            instance.EnsureRunning();
            callers.WaitForMore(100, Patience, scene.Describe);
        }

        Finish(callers);
    }

    [Fact]
    public void OwnerIsFrozenBeyondItsSession_AndWakesAsAZombie()
    {
        scene.EnsureTwo();
        using var callers = new PeerCallers(scene.One, scene.Two);
        callers.WaitForMore(100, Patience, scene.Describe);
        scene.One.Signal("STOP");
        var clock = Stopwatch.StartNew();
        callers.WaitForMore(50, Patience, scene.Describe);

        // The other one has taken over once the session is over.
        while (clock.Elapsed < FaultBroker.SessionTimeout + TimeSpan.FromSeconds(3)) callers.WaitForMore(1, Patience, scene.Describe);
        scene.One.Signal("CONT");
        callers.WaitForMore(100, Patience, scene.Describe);
        Finish(callers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BrokerGoesAndComesBack(bool isKilled)
    {
        scene.EnsureTwo();
        var broker = scene.Cluster.Nodes[0];
        var lostBefore = broker.TransactionsWithoutMarkers;
        using var callers = new PeerCallers(scene.One, scene.Two);
        callers.WaitForMore(100, Patience, scene.Describe);
        if (isKilled) broker.Kill();
        else broker.Stop();
        broker.Start();
        callers.WaitForMore(100, Patience, scene.Describe);

        // The only broker may stop or die after it called a transaction committed and before it wrote that down anywhere: ADR 0006. With a second one in sync it cannot.
        Finish(callers, () => broker.TransactionsWithoutMarkers > lostBefore);
    }

    [Fact]
    public void ThirdInstanceComesAndGoes_AndAnOwnerRestartsInOrder()
    {
        scene.EnsureTwo();
        using var callers = new PeerCallers(scene.One, scene.Two);
        callers.WaitForMore(100, Patience, scene.Describe);
        scene.Three.EnsureRunning();
        callers.WaitForMore(100, Patience, scene.Describe);
        scene.Three.Terminate();
        callers.WaitForMore(100, Patience, scene.Describe);
        scene.One.Terminate();
        scene.One.EnsureRunning();
        callers.WaitForMore(100, Patience, scene.Describe);
        Finish(callers);
    }

    private int IntentsWritten() => TopicReading.ReadAll(scene.Clients, new TopicNames().Intents).Count;

    /// <summary>Lets the callers end, and holds what they were told against what is committed.</summary>
    /// <param name="callers">The callers.</param>
    /// <param name="hasLostMarkers">Says whether a broker lost what it had called committed; <see langword="null"/>: it cannot have.</param>
    private void Finish(PeerCallers callers, Func<bool>? hasLostMarkers = null)
    {
        callers.Finish();
        var faults = new List<string>();
        var committed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in TopicReading.ReadAll(scene.Clients, new TopicNames().Decisions))
        {
            var decision = DecisionReader.Read(record)!;
            if (!decision.Replayed && !committed.TryAdd(decision.IntentId, decision.DecisionId)) faults.Add($"{decision.IntentId} has two decisions");
        }

        var audited = TopicReading.ReadAll(scene.Clients, new TopicNames().Audit).Select(record => AuditEntry.Parser.ParseFrom(record.Value)).CountBy(entry => entry.EntryId).ToDictionary();
        var lost = callers.Known.Where(pair => committed.GetValueOrDefault(pair.Key) != pair.Value.DecisionId).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        if (lost.Count == 0 || hasLostMarkers?.Invoke() != true) lost.Clear();
        faults.AddRange(callers.Faults.Where(fault => !lost.Contains(fault.Id)).Select(fault => $"{fault.Id} {fault.Fault}"));
        foreach (var (id, decision) in callers.Known.Where(pair => !lost.Contains(pair.Key)))
        {
            if (committed.GetValueOrDefault(id) != decision.DecisionId) faults.Add($"{id} was answered {decision.DecisionId}, and committed is {committed.GetValueOrDefault(id) ?? "nothing"}");
            if (audited.GetValueOrDefault(decision.DecisionId) != 1) faults.Add($"{id} has {audited.GetValueOrDefault(decision.DecisionId)} audit entries, and was answered {decision.Outcome}");
        }

        output.WriteLine($"{callers.Answers} answers to {callers.Known.Count} ids; errors: {callers.Errors}; longest call {callers.LongestOver.TotalSeconds:0.0} s beyond its deadline; {lost.Count} answers lost by the only broker.");
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults.Take(20))}\n{scene.Describe()}");
        Assert.True(scene.One.IsAlive && scene.Two.IsAlive, $"An instance died.\n{scene.Describe()}");
        Assert.Contains(callers.Known.Values, decision => decision.Outcome == Answer.Allow);
        Assert.Contains(callers.Known.Values, decision => decision.Outcome == Answer.Deny);
        Assert.True(callers.LongestOver < Grace, $"A call took {callers.LongestOver} longer than its deadline.");
    }
}
