using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Bodies that are not whole yet.</summary>
public sealed class RequestGateTests
{
    private static readonly string Part = new(' ', 3_500_000);

    [Fact]
    public async Task BodiesThatAreHeldBack_TakeAFairShareOfMemory_AndGiveItBack()
    {
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = loopback, Http = loopback, MaxBodyBytes = 16 << 20 });
        using var first = await BeginAsync(scene, FacadeScene.Token);
        using var second = await BeginAsync(scene, FacadeScene.Token);
        using var third = await BeginAsync(scene, FacadeScene.Token);

        // Whichever came last found less than it needs.
        var refused = await await Task.WhenAny(first.ReadAnswerAsync(), second.ReadAnswerAsync(), third.ReadAnswerAsync());
        Assert.StartsWith("HTTP/1.1 429", refused, StringComparison.Ordinal);
        Assert.Contains("facade.overloaded", refused, StringComparison.Ordinal);

        using var other = await BeginAsync(scene, FacadeScene.AcmeToken);
        Assert.StartsWith("HTTP/1.1 400", await other.AskAsync(new string(' ', 100_000)), StringComparison.Ordinal);
        first.Dispose();
        second.Dispose();
        third.Dispose();
        await scene.UntilAsync(() => IsTakenAsync(scene).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task RequestsBeyondTheShareOfACaller_AreRefusedAndCounted()
    {
        using var metrics = new FacadeMetrics();
        using var counts = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "aegis.facade.refusals") listener.EnableMeasurementEvents(instrument); } };
        var refusals = new ConcurrentQueue<string?>();
        counts.SetMeasurementEventCallback<long>((_, _, tags, _) => refusals.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        counts.Start();
        var gate = new RequestGate(maxRequests: 2, maxBodyBytes: 1, metrics);
        var (first, second) = (ContextOf("a"), ContextOf("a"));

        await gate.InvokeAsync(first, async _ => await gate.InvokeAsync(second, _ => throw new InvalidOperationException("It was let through.")));
        Assert.Equal((200, 429), (first.Response.StatusCode, second.Response.StatusCode));
        Assert.Contains("any facade.overloaded", refusals);
        await gate.InvokeAsync(second, _ => Task.CompletedTask);

        // What is compressed may be as large as the largest message, and there is room for none.
        second.Request.ContentType = "application/grpc";
        second.Request.Headers["grpc-encoding"] = "gzip";
        await gate.InvokeAsync(second, _ => throw new InvalidOperationException("It was let through."));
        Assert.Equal("8", second.Response.Headers["grpc-status"]);
        Assert.Equal(0, gate.HeldBytes);
        second.Request.Headers["grpc-encoding"] = "identity";
        var isThrough = false;
        await gate.InvokeAsync(second, _ =>
        {
            isThrough = true;
            return Task.CompletedTask;
        });
        Assert.True(isThrough);

        static DefaultHttpContext ContextOf(string caller)
        {
            var context = new DefaultHttpContext();
            context.Features.Set(new Caller { Name = caller, Tenants = new HashSet<string>(), Agents = new HashSet<string>() });
            return context;
        }
    }

    [Fact]
    public async Task ACompressedMessage_HoldsTheLargestThereIsUntilItIsUnpacked_AndThenWhatItIs()
    {
        using var metrics = new FacadeMetrics();
        var gate = new RequestGate(maxRequests: 100, maxBodyBytes: 16 << 20, metrics);
        var context = new DefaultHttpContext();
        context.Features.Set(new Caller { Name = "a", Tenants = new HashSet<string>(), Agents = new HashSet<string>() });
        context.Request.ContentType = "application/grpc";
        context.Request.Headers["grpc-encoding"] = "gzip";

        var held = new List<long>();
        await gate.InvokeAsync(context, passed =>
        {
            var body = (MeteredBody)passed.Features.Get<IRequestBodyPipeFeature>()!;
            held.Add(gate.HeldBytes);
            body.Unpacked(300);
            held.Add(gate.HeldBytes);
            body.Unpacked(500);
            held.Add(gate.HeldBytes);
            return Task.CompletedTask;
        });

        Assert.Equal([4 << 20, 300, 300], held);
        Assert.Equal(0, gate.HeldBytes);
    }

    private static async Task<bool> IsTakenAsync(FacadeScene scene)
    {
        using var connection = await BeginAsync(scene, FacadeScene.Token);
        return (await connection.AskAsync(new string(' ', 100_000))).StartsWith("HTTP/1.1 400", StringComparison.Ordinal);
    }

    private static async Task<PlainConnection> BeginAsync(FacadeScene scene, string token)
    {
        var connection = await PlainConnection.ConnectAsync(scene.Http);
        await connection.SendAsync($"POST /v1/decide:batch HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: 3600000\r\n\r\n{Part}");
        return connection;
    }
}
