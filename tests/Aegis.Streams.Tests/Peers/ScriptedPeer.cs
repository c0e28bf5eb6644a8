using System.Collections.Concurrent;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Protocol.Internal.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Tests.Peers;

/// <summary>A server of the peers' protocol that answers as a test says.</summary>
internal sealed class ScriptedPeer(Func<DecideRequest, ServerCallContext, Task<PeerAnswer>> answer) : PeerService.PeerServiceBase, IAsyncDisposable
{
    private WebApplication? _application;

    public OwnerEndpoint Endpoint { get; } = PeerAddresses.Free();

    /// <summary>Gets how long each caller still meant to wait.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public static async Task<ScriptedPeer> StartAsync(Func<DecideRequest, ServerCallContext, Task<PeerAnswer>> answer)
    {
        var peer = new ScriptedPeer(answer);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(peer.Endpoint.ToAddress(), listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(peer);
        peer._application = builder.Build();
        peer._application.MapGrpcService<ScriptedPeer>();
        await peer._application.StartAsync();
        return peer;
    }

    /// <summary>Starts a peer that says the task is elsewhere.</summary>
    public static Task<ScriptedPeer> NotOwnerAsync(Func<string> hint) =>
        StartAsync((_, _) => Task.FromResult(new PeerAnswer { NotOwner = new NotOwner { Endpoint = hint() } }));

    public override async Task<DecideResponse> Decide(DecideRequest request, ServerCallContext context)
    {
        Waits.Enqueue(context.Deadline - DateTime.UtcNow);
        return new DecideResponse { Answer = await answer(request, context) };
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null) await _application.DisposeAsync();
    }
}
