using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Serving = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Streams that watch the health, which need no credential: few, and no obstacle to a stop.</summary>
public sealed class HealthWatchTests
{
    private const string Path = "/grpc.health.v1.Health/Watch";
    private static readonly string[] Services = ["", "aegis.v1.DecisionService", "other"];

    [Fact]
    public async Task AFifthStreamOfAConnection_IsRefused_AndItsPlaceIsFreeAgainWhenOneEnds()
    {
        await using var scene = await FacadeScene.StartAsync();
        using var connection = await WireConnection.ConnectAsync(scene.Grpc);
        for (var stream = 1; stream <= 7; stream += 2) await WatchAsync(connection, stream);
        for (var stream = 1; stream <= 7; stream += 2) await connection.ReadUntilAsync(frame => frame.Type == WireFrame.Data);
        await WatchAsync(connection, 9);
        Assert.Equal("200/8", (await connection.ReadAnswerAsync(9)).Summary);

        // Another connection has its own.
        using var other = await WireConnection.ConnectAsync(scene.Grpc);
        await WatchAsync(other, 1);
        Assert.NotNull(await other.ReadUntilAsync(frame => frame.Type == WireFrame.Data));

        await connection.SendAsync(WireFrame.Reset, 0, 1, WireConnection.Number(8));
        for (var stream = 11; ; stream += 2)
        {
            await WatchAsync(connection, stream);
            var answer = await connection.ReadUntilAsync(frame => frame.Stream == stream && (frame.Type == WireFrame.Data || frame.Ends));
            if (answer!.Type == WireFrame.Data) break;
        }
    }

    [Fact]
    public async Task StreamsOfAnAddress_AreBounded_AndCheckStillAnswers()
    {
        await using var scene = await FacadeScene.StartAsync();
        var connections = new List<WireConnection>();
        try
        {
            for (var i = 0; i < 50; i++)
            {
                var connection = await WireConnection.ConnectAsync(scene.Grpc);
                connections.Add(connection);
                for (var stream = 1; stream <= 7; stream += 2) await WatchAsync(connection, stream);
                for (var stream = 1; stream <= 7; stream += 2) Assert.NotNull(await connection.ReadUntilAsync(frame => frame.Type == WireFrame.Data));
            }

            using var channel = GrpcChannel.ForAddress(scene.Grpc);
            var health = new Health.HealthClient(channel);
            using var watch = health.Watch(new HealthCheckRequest(), cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
            Assert.Equal(Serving.Serving, (await health.CheckAsync(new HealthCheckRequest())).Status);
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    [Fact]
    public async Task AStop_IsToldToWhoWatches_EndsTheStream_AndDoesNotWaitForIt()
    {
        await using var scene = await FacadeScene.StartAsync();
        using var channel = GrpcChannel.ForAddress(scene.Grpc);
        var health = new Health.HealthClient(channel);
        var watches = Services.Select(service => health.Watch(new HealthCheckRequest { Service = service })).ToList();
        foreach (var watch in watches) Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal([Serving.Serving, Serving.Serving, Serving.ServiceUnknown], watches.Select(watch => watch.ResponseStream.Current.Status));

        // The grace is 10 seconds.
        var stop = scene.Facade.StopAsync(TimeSpan.FromSeconds(10));
        foreach (var watch in watches.Take(2))
        {
            Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Equal(Serving.NotServing, watch.ResponseStream.Current.Status);
        }

        foreach (var watch in watches)
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
        Assert.True(await stop.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
    }

    private static async Task WatchAsync(WireConnection connection, int stream)
    {
        await connection.OpenAsync(stream, ends: false, WireCall.Headers(null, Path));
        await connection.SendDataAsync(stream, ends: true, WireCall.Frame(new HealthCheckRequest().ToByteArray()));
    }
}
