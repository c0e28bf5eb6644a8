using System.Diagnostics;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Publishing;

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

    private PeerFleet Fleet => scene.Fleet;

    [Fact]
    public void NothingBreaks_CallsOfBothInstancesGoToTheOwnerAndNoneByTheLog()
    {
        using var callers = Begin();
        var before = IntentsWritten();
        callers.WaitForMore(400, Patience, Fleet.Describe);
        var after = IntentsWritten();
        new AnswerCheck(Fleet, output).Finish(callers);

        Assert.Equal(before, after);
    }

    [Fact]
    public void InstancesAreKilledOneAfterTheOther_AndComeBack()
    {
        using var callers = Begin();
        foreach (var instance in new[] { Fleet.One, Fleet.Two })
        {
            instance.Kill();
            callers.WaitForMore(50, Patience, Fleet.Describe);
            instance.EnsureRunning();
            callers.WaitForMore(100, Patience, Fleet.Describe);
        }

        new AnswerCheck(Fleet, output).Finish(callers);
    }

    [Fact]
    public void OwnerIsFrozenBeyondItsSession_AndWakesAsAZombie()
    {
        using var callers = Begin();
        Fleet.One.Signal("STOP");
        var clock = Stopwatch.StartNew();
        callers.WaitForMore(50, Patience, Fleet.Describe);

        // The other one has taken over once the session is over.
        while (clock.Elapsed < FaultBroker.SessionTimeout + TimeSpan.FromSeconds(3)) callers.WaitForMore(1, Patience, Fleet.Describe);
        Fleet.One.Signal("CONT");
        callers.WaitForMore(100, Patience, Fleet.Describe);
        new AnswerCheck(Fleet, output) { WasFrozen = true }.Finish(callers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BrokerGoesAndComesBack(bool isKilled)
    {
        using var callers = Begin();
        var broker = Fleet.Instances.Cluster.Nodes[0];
        var lostBefore = broker.TransactionsWithoutMarkers;
        if (isKilled) broker.Kill();
        else broker.Stop();
        broker.Start();
        callers.WaitForMore(100, Patience, Fleet.Describe);

        // The only broker may stop or die after it called a transaction committed and before it wrote that down anywhere: ADR 0006. With a second one in sync it cannot.
        new AnswerCheck(Fleet, output) { HasLostMarkers = () => broker.TransactionsWithoutMarkers > lostBefore }.Finish(callers);
    }

    [Fact]
    public void ThirdInstanceComesAndGoes_AndAnOwnerRestartsInOrder()
    {
        using var callers = Begin();
        Fleet.Three.EnsureRunning();
        callers.WaitForMore(100, Patience, Fleet.Describe);
        Fleet.Three.Terminate();
        callers.WaitForMore(100, Patience, Fleet.Describe);
        Fleet.One.Terminate();
        Fleet.One.EnsureRunning();
        callers.WaitForMore(100, Patience, Fleet.Describe);
        new AnswerCheck(Fleet, output).Finish(callers);
    }

    private PeerCallers Begin()
    {
        Fleet.EnsureTwo();
        var callers = new PeerCallers(Fleet);
        callers.WaitForMore(100, Patience, Fleet.Describe);
        return callers;
    }

    private int IntentsWritten() => TopicReading.ReadAll(Fleet.Instances.Clients, new TopicNames().Intents).Count;
}
