using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Instances that die or freeze, at the worst moments.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class KillTests(FaultBroker broker, ITestOutputHelper output)
{
    /// <summary>What a rebalance, a restore and a busy machine may add to the time that the settings explain.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(6);

    [Fact]
    public void OneOfTwoInstancesIsKilledAndComesBack_FiftyThousandIntentsAreDecidedOnce()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var (one, two) = StartTwo(scene);
        scene.StartLoad(50_000, perSecond: 2500);
        scene.MeasureAfter(5000);

        one.Kill();
        one = scene.Start(one.Settings);

        scene.Finish(FaultBroker.SessionTimeout + Slack, one, two);
    }

    [Fact]
    public void KilledAgainAndAgainInsideCommits_LosesAndRepeatsNothing()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var instance = scene.Start(scene.Settings("one") with { CommitIntervalMs = 1, CommitSpacingMs = 0 });
        instance.WaitUntilRunning();
        scene.StartLoad(9000, perSecond: 400);
        scene.MeasureAfter(500);
        const int Kills = 4;
        for (var kill = 0; kill < Kills; kill++)
        {
            instance.Kill();
            instance = scene.Start(instance.Settings);
            scene.WaitForMoreAnswers(300 + (37 * kill));
        }

        // The broker refuses the returned member until the session of the dead one is over. The next kill may come before a partition had its turn.
        scene.Finish(Kills * (FaultBroker.SessionTimeout + Slack), instance);
    }

    [Fact]
    public void ClassicGroup_InstanceThatComesBackUnderItsName_HasItsPartitionsAtOnce()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var (one, two) = StartTwo(scene, settings => settings with { GroupProtocol = GroupProtocol.Classic });
        scene.StartLoad(6000, perSecond: 500);
        scene.MeasureAfter(500);

        one.Kill();
        one = scene.Start(one.Settings);

        scene.Finish(Slack, one, two);
    }

    [Fact]
    public void DeadInstanceLeavesATransactionOpen_ANewcomerTakesOverWithEveryCommittedEntry()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var transactionTimeout = TimeSpan.FromSeconds(8);
        InstanceSettings Long(InstanceSettings settings) =>
            settings with { CommitIntervalMs = 1000, CommitSpacingMs = 1000, TransactionTimeoutMs = (int)transactionTimeout.TotalMilliseconds };
        var (one, two) = StartTwo(scene, Long);
        scene.StartLoad(12_000, perSecond: 500);
        scene.MeasureAfter(2000);

        // Nearly always a transaction is open, and it outlives the membership.
        one.Kill();
        var three = scene.Start(Long(scene.Settings("three")));

        scene.Finish(transactionTimeout + Slack, two, three);
    }

    [Fact]
    public void FrozenBeyondTheTransactionTimeout_GoesOnWhenItWakes()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var instance = scene.Start(scene.Settings("one") with { TransactionTimeoutMs = 2000 });
        instance.WaitUntilRunning();
        scene.StartLoad(7000, perSecond: 400);
        scene.MeasureAfter(500);
        var frozen = TimeSpan.FromSeconds(7);

        instance.Signal("STOP");
        Thread.Sleep(frozen);
        instance.Signal("CONT");

        scene.Finish(frozen + Slack, instance);
    }

    [Fact]
    public void OneOfTwoIsFrozenBeyondSessionAndTransaction_TheOtherTakesOverAndBothGoOn()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var (one, two) = StartTwo(scene, settings => settings with { TransactionTimeoutMs = 2000 });
        scene.StartLoad(7000, perSecond: 400);
        scene.MeasureAfter(500);

        one.Signal("STOP");
        two.WaitForLog("was assigned");
        Thread.Sleep(FaultBroker.SessionTimeout * 2);
        one.Signal("CONT");

        scene.Finish(FaultBroker.SessionTimeout + Slack, one, two);
    }

    private static (InstanceProcess One, InstanceProcess Two) StartTwo(FaultScene scene, Func<InstanceSettings, InstanceSettings>? change = null)
    {
        change ??= settings => settings;
        var (one, two) = (scene.Start(change(scene.Settings("one"))), scene.Start(change(scene.Settings("two"))));
        one.WaitUntilRunning();
        two.WaitUntilRunning();
        return (one, two);
    }
}
