using System.Net;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Grpc;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Peers;

/// <summary>Listens for other instances, on an address of its own: callers never reach it, and peers reach nothing else.</summary>
internal sealed class PeerHost : IAsyncDisposable
{
    private const int MaxConnections = 1000;

    // A certificate is looked at when a connection is made.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    // Calls that are under way are short: each waits for one commit.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly CallRefusal NotAPeer = new(RefusalKind.NotPermitted, CallCodes.NotPermitted, "Only peers may call here: their certificates carry a name that --peer-names has.");

    private readonly WebApplication _application;

    private PeerHost(WebApplication application) => _application = application;

    /// <summary>Gets the addresses on which it listens.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<PeerHost> StartAsync(IPEndPoint address, PeerOptions options, CallDecider decider, FacadeMetrics metrics, TimeProvider time, ILogger logger)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, address, options, time));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        builder.Services.AddSingleton(new PeerDoor(decider, metrics, time));
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = FacadeLimits.MaxMessageBytes;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<FaultInterceptor>(logger);
        });
        var application = builder.Build();
        application.Use((context, next) => TimeoutHeader.InvokeAsync(context, next));
        application.Use((context, next) =>
        {
            if (IsPeer(context, options)) return next(context);
            metrics.Refused(NotAPeer, PeerDoor.Door);
            return RefusalWriter.WriteGrpcAsync(context, StatusCode.PermissionDenied, NotAPeer.Message);
        });
        application.UseRouting();
        application.MapGrpcService<PeerDoor>();
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var host = new PeerHost(application);
        logger.PeersListen(string.Join(", ", host.Addresses));
        return host;
    }

    /// <summary>Takes nothing more, and lets what is under way end.</summary>
    public Task StopAsync() => _application.StopAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static bool IsPeer(HttpContext context, PeerOptions options) => options.Tls is null
        ? context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        : context.Connection.ClientCertificate is { } certificate && options.IsPeer(certificate);

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint address, PeerOptions options, TimeProvider time)
    {
        FacadeLimits.ApplyTo(kestrel, MaxConnections);
        var age = new ConnectionAge(MaxAge, Grace, time);
        kestrel.Listen(address, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use((connection, next) => age.ServeAsync(connection, () => next(connection)));
            if (options.Tls is { } tls) listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.ServerOptions(options.IsPeer)) });
        });
    }
}
