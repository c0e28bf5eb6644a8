using System.Buffers.Binary;
using System.Net;
using Aegis.Streams.Server.Hosting;
using Google.Protobuf;
using Grpc.Health.V1;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Connections that are old, and those that are too many.</summary>
public sealed class ConnectionAgeTests
{
    private static readonly FacadeEndpoint Loopback = new(new IPEndPoint(IPAddress.Loopback, 0), null);

    [Fact]
    public async Task AnOldConnection_IsToldToGo_AndTheCallUnderWayIsAnswered()
    {
        await using var scene = await StartAsync(TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1));
        using var connection = await WireConnection.ConnectAsync(scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token));
        var goAway = await connection.ReadUntilAsync(frame => frame.Type == WireFrame.GoAway);
        Assert.Equal((int.MaxValue, 0), Read(goAway!));
        await WireCall.SendAsync(connection, 1, WireCall.Frame(GrpcDoorTests.Ask("old").ToByteArray()));
        Assert.Equal("200/0", (await connection.ReadAnswerAsync(1)).Summary);
        Assert.Null(await connection.ReadUntilAsync(_ => false));
        Assert.Equal((1, 0), Read(connection.GoAway!));
    }

    [Fact]
    public async Task AnOldConnectionWithoutCalls_IsClosed_OnHttpToo()
    {
        await using var scene = await StartAsync(TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1));
        using var connection = await WireConnection.ConnectAsync(scene.Grpc);
        Assert.Null(await connection.ReadUntilAsync(_ => false));
        Assert.Equal(0, Read(connection.GoAway!).Code);
        using var http = await PlainConnection.ConnectAsync(scene.Http);
        Assert.StartsWith("HTTP/1.1 200 OK", await http.AskAsync("GET /livez HTTP/1.1\r\nhost: a\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal("", await http.ReadToEndAsync());
    }

    [Theory]
    [InlineData(65_535u)]
    [InlineData(0u)] // Its answers can never go out.
    public async Task AStreamThatOutlivesTheGrace_IsCutOff(uint window)
    {
        await using var scene = await StartAsync(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300));
        using var connection = await WireConnection.ConnectAsync(scene.Grpc, (4, window));
        await connection.OpenAsync(1, ends: false, WireCall.Headers(null, "/grpc.health.v1.Health/Watch"));
        await connection.SendDataAsync(1, ends: true, WireCall.Frame(new HealthCheckRequest().ToByteArray()));
        var answer = await connection.ReadAnswerAsync(1);
        Assert.Equal((true, "200"), (answer.IsCut, answer.Summary));
    }

    [Fact]
    public async Task AConnectionMoreThanThereMayBe_IsClosed_AndThereIsRoomAgainWhenOneGoes()
    {
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = Loopback, Http = Loopback, MaxConnections = 2 });
        const string request = "GET /livez HTTP/1.1\r\nhost: a\r\n\r\n";
        using var one = await PlainConnection.ConnectAsync(scene.Http);
        using var two = await PlainConnection.ConnectAsync(scene.Http);
        Assert.StartsWith("HTTP/1.1 200 OK", await one.AskAsync(request), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 OK", await two.AskAsync(request), StringComparison.Ordinal);
        using var three = await PlainConnection.ConnectAsync(scene.Http);
        Assert.Equal("", await three.AskAsync(request));
        one.Dispose();
        var answer = "";
        await scene.UntilAsync(() => (answer = AskOnce()).Length > 0);
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);

        string AskOnce()
        {
            using var next = PlainConnection.ConnectAsync(scene.Http).GetAwaiter().GetResult();
            return next.AskAsync(request).GetAwaiter().GetResult();
        }
    }

    private static Task<FacadeScene> StartAsync(TimeSpan age, TimeSpan grace) =>
        FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = Loopback, Http = Loopback, MaxConnectionAge = age, ConnectionAgeGrace = grace });

    private static (int LastStream, int Code) Read(WireFrame goAway) =>
        (BinaryPrimitives.ReadInt32BigEndian(goAway.Payload), BinaryPrimitives.ReadInt32BigEndian(goAway.Payload.AsSpan(4)));
}
