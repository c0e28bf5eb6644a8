using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Deadlines of calls that pass while a real broker is asked to write what was decided: a relay holds what was sent until every caller has given up.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class CallDeadlineTests(CallPhaseScene scene) : IClassFixture<CallPhaseScene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(CallPhase.TransactionBegun)]
    [InlineData(CallPhase.CommitSent)]
    [InlineData(CallPhase.Committed)]
    public async Task CallWhoseTimePassesWhileItIsWritten_IsDecidedOnceAndFoundAfterwards(CallPhase phase)
    {
        scene.Fleet.EnsureTwo();
        using var doors = new PeerDoors(scene.Fleet.One, scene.Fleet.Authority);
        Task<PeerReply[]> asked = null!;
        using var begun = new ManualResetEventSlim();
        var held = scene.Relay.HoldAsync(phase, () =>
        {
            begun.Wait(Patience);
            Assert.True(asked.Wait(Patience), "A caller got neither an answer nor an error.");
        });
        asked = Task.WhenAll(Enumerable.Range(0, PeerFleet.Agents).Select(number => AskAsync(doors, phase, number)));
        begun.Set();
        await held.WaitAsync(Patience, TestContext.Current.CancellationToken);

        // Those whose task the other instance runs were answered; the relay is before this one alone.
        var replies = await asked;
        Assert.Contains(replies, reply => reply.Code == "client.deadline_exceeded" || reply.Code == "facade.deadline_exceeded");
        Assert.All(replies, reply => Assert.True(reply.Code is null or "client.deadline_exceeded" or "facade.deadline_exceeded", reply.Code));
        foreach (var (reply, number) in replies.Select((reply, number) => (reply, number)))
        {
            var found = await doors.FindAsync(IdOf(phase, number), PeerFleet.AgentOf(number));
            var again = await AskAsync(doors, phase, number);
            Assert.Equal((null, found.DecisionId, found.Outcome), (found.Code, again.DecisionId, again.Outcome));
            if (reply.Code is null) Assert.Equal(reply.DecisionId, found.DecisionId);
        }

        var audited = TopicReading.ReadAll(scene.Fleet.Instances.Clients, new TopicNames().Audit).Select(record => AuditEntry.Parser.ParseFrom(record.Value).IntentId);
        Assert.Equal(PeerFleet.Agents, audited.Count(id => id.StartsWith($"{phase}-", StringComparison.Ordinal)));
    }

    private static string IdOf(CallPhase phase, int number) => $"{phase}-{number}";

    private static Task<PeerReply> AskAsync(PeerDoors doors, CallPhase phase, int number) =>
        doors.DecideByGrpcAsync(IdOf(phase, number), PeerFleet.AgentOf(number), "crm", "send", number, isIdempotent: true);
}
