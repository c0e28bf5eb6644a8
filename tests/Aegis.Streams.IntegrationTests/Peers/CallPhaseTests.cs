using System.Diagnostics;
using Aegis.Streams.IntegrationTests.Faults;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>As <see cref="PeerFaultTests"/>, with each fault in each phase of a call: a relay before the broker waits for the phase, and holds it while the fault happens.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class CallPhaseTests(CallPhaseScene scene, ITestOutputHelper output) : IClassFixture<CallPhaseScene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Longer than a session: others take over meanwhile.
    private static readonly TimeSpan Absence = FaultBroker.SessionTimeout + TimeSpan.FromSeconds(2);

    public static TheoryData<CallPhase> Phases => [.. Enum.GetValues<CallPhase>()];

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task InstanceIsKilled(CallPhase phase)
    {
        using var callers = Begin();
        await Happen(phase, scene.Fleet.One.Kill);
        callers.WaitForMore(20, Patience, scene.Fleet.Describe);
        scene.Fleet.One.EnsureRunning();
        Finish(callers);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task InstanceIsFrozenBeyondItsSession_AndWakesAsAZombie(CallPhase phase)
    {
        using var callers = Begin();
        await Happen(phase, () => scene.Fleet.One.Signal("STOP"));
        AskFor(Absence, callers);
        scene.Fleet.One.Signal("CONT");
        Finish(callers, wasFrozen: true);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task BrokerCannotBeReached(CallPhase phase)
    {
        using var callers = Begin();
        await Happen(phase, scene.Relay.Cut);
        AskFor(Absence, callers);
        scene.Relay.Mend();
        Finish(callers);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task PartitionsMoveToAnotherInstance(CallPhase phase)
    {
        using var callers = Begin();
        await Happen(phase, scene.Fleet.Three.EnsureRunning);
        callers.WaitForMore(50, Patience, scene.Fleet.Describe);
        scene.Fleet.Three.Terminate();
        Finish(callers);
    }

    private PeerCallers Begin()
    {
        scene.Fleet.EnsureTwo();
        var callers = new PeerCallers(scene.Fleet);
        callers.WaitForMore(50, Patience, scene.Fleet.Describe);
        return callers;
    }

    private Task Happen(CallPhase phase, Action fault) => scene.Relay.HoldAsync(phase, fault).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private void AskFor(TimeSpan time, PeerCallers callers)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;) callers.WaitForMore(1, Patience, scene.Fleet.Describe);
    }

    private void Finish(PeerCallers callers, bool wasFrozen = false)
    {
        callers.WaitForMore(100, Patience, scene.Fleet.Describe);
        new AnswerCheck(scene.Fleet, output) { WasFrozen = wasFrozen }.Finish(callers);
    }
}
