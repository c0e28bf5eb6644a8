using System.Net;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Grpc;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Peers;

/// <summary>Listens for other instances, on an address of its own: callers never reach it, and peers reach nothing else.</summary>
internal static class PeerHost
{
    private const int MaxConnections = 1000;

    // A certificate is looked at when a connection is made.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    // Calls that are under way are short: each waits for one commit.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly CallRefusal NotAPeer = new(RefusalKind.NotPermitted, CallCodes.NotPermitted, "Only peers may call here: their certificates carry a name that --peer-names has.");

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<DoorServer> StartAsync(IPEndPoint address, PeerOptions options, CallDecider decider, FacadeMetrics metrics, TimeProvider time, ILogger logger)
    {
        var age = new ConnectionAge(MaxAge, Grace, time);
        var builder = DoorServer.Begin(
            MaxConnections, Grace,
            kestrel => DoorServer.Listen(kestrel, address, HttpProtocols.Http2, age, options.Tls, options.IsPeer));
        builder.Services.AddSingleton(new PeerDoor(decider, metrics, time));
        DoorServer.AddGrpc(builder.Services, metrics, logger);
        var application = builder.Build();
        application.Use((context, next) => TimeoutHeader.InvokeAsync(context, next, metrics));
        application.Use((context, next) =>
        {
            if (IsPeer(context, options)) return next(context);
            metrics.Refused(NotAPeer, PeerDoor.Door);
            return RefusalWriter.WriteGrpcAsync(context, StatusCode.PermissionDenied, NotAPeer.Message);
        });
        application.UseRouting();
        application.MapGrpcService<PeerDoor>();
        var server = await DoorServer.StartAsync(application).ConfigureAwait(false);
        logger.PeersListen(string.Join(", ", server.Addresses));
        return server;
    }

    private static bool IsPeer(HttpContext context, PeerOptions options) => options.Tls is null
        ? context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        : context.Connection.ClientCertificate is { } certificate && options.IsPeer(certificate);
}
