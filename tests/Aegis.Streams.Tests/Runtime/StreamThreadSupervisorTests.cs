using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Testing;

namespace Aegis.Streams.Tests.Runtime;

public sealed class StreamThreadSupervisorTests
{
    [Fact]
    public void ThreadThatFails_IsGoneUntilAnotherTakesItsPlace_EvenWithAStaticMembership()
    {
        using var scene = new ThreadScene(new SimulatedClusterOptions { StaticMembership = true });
        using var supervisor = scene.Supervisor(() => scene.Thread());
        scene.Append("a", "1");
        supervisor.RunOnce();
        scene.Faults.Inject(ClientCall.Poll, ClientFault.FatalBefore);
        supervisor.RunOnce();
        Assert.Null(supervisor.Thread);

        for (var turn = 0; turn < 60; turn++) supervisor.RunOnce();

        Assert.Equal(["a=1"], scene.Out);
        Assert.Equal([TimeSpan.FromMilliseconds(100)], scene.Pauses);
    }

    [Fact]
    public void ClusterThatRefusesAgainAndAgain_PausesLongerAndLongerButGoesOn()
    {
        using var scene = new ThreadScene();
        using var supervisor = scene.Supervisor(() => throw new StreamClientException(StreamClientFault.Fatal, "refused"));
        for (var turn = 0; turn < 12; turn++) supervisor.RunOnce();

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000], scene.Pauses.Select(pause => pause.TotalMilliseconds));
    }

    [Fact]
    public void DefectThatComesBackTenTimes_IsThrown()
    {
        using var scene = new ThreadScene();
        using var supervisor = scene.Supervisor(() => throw new FormatException("a defect"));
        for (var turn = 0; turn < 9; turn++) supervisor.RunOnce();

        Assert.Throws<FormatException>(supervisor.RunOnce);
    }
}
