using System.Net;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Server.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Hosting;

/// <summary>A server with doors: those of callers, of peers and of operators each have one of their own, within the same limits, so that what is done to one does not reach the others.</summary>
internal sealed class DoorServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private DoorServer(WebApplication application) => _application = application;

    /// <summary>Gets the addresses on which it listens, such as `http://127.0.0.1:8080`.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Begins a server.</summary>
    /// <param name="maxConnections">How many connections there may be; more are closed as they come.</param>
    /// <param name="grace">How long requests that are under way may take at the end.</param>
    /// <param name="listen">Says where it listens.</param>
    /// <returns>What it is built with.</returns>
    public static WebApplicationBuilder Begin(int maxConnections, TimeSpan grace, Action<KestrelServerOptions> listen)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // Files of the working folder and variables of the process must not add listeners or trust headers.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            FacadeLimits.ApplyTo(kestrel, maxConnections);
            listen(kestrel);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = grace);
        return builder;
    }

    /// <summary>Adds gRPC, whose faults tell callers nothing.</summary>
    public static void AddGrpc(IServiceCollection services, FacadeMetrics metrics, ILogger logger) => services.AddGrpc(grpc =>
    {
        grpc.MaxReceiveMessageSize = FacadeLimits.MaxMessageBytes;
        grpc.EnableDetailedErrors = false;
        grpc.Interceptors.Add<FaultInterceptor>(metrics, logger);
        grpc.Interceptors.Add<UnpackedInterceptor>();
    });

    /// <summary>Lets a server listen on an address.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="address">The address.</param>
    /// <param name="protocols">What is spoken there. Without TLS a client must know beforehand.</param>
    /// <param name="age">Ends connections that are old; <see langword="null"/>: they may grow as old as they like.</param>
    /// <param name="tls">The certificate, and whose clients are let in; <see langword="null"/>: plain text.</param>
    /// <param name="isExpected">Says whether the client's certificate is one of those without which nobody may connect; <see langword="null"/>: whoever presents none must have a token.</param>
    public static void Listen(
        KestrelServerOptions kestrel, IPEndPoint address, HttpProtocols protocols, ConnectionAge? age, TlsFiles? tls, Func<X509Certificate2, bool>? isExpected = null) =>
        kestrel.Listen(address, listen =>
        {
            listen.Protocols = protocols;
            if (age is not null) listen.Use((connection, next) => age.ServeAsync(connection, () => next(connection)));
            if (tls is null) return;
            listen.Use((connection, next) => tls.ServeAsync(connection, () => next(connection)));
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.ServerOptions(isExpected)) });
        });

    /// <summary>Starts to listen.</summary>
    /// <param name="application">What was built. Ends with the server, also when that cannot start.</param>
    /// <returns>The server.</returns>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<DoorServer> StartAsync(WebApplication application)
    {
        try
        {
            await application.StartAsync().ConfigureAwait(false);
            return new DoorServer(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes nothing more, and lets what is under way end.</summary>
    /// <returns>Ends when it is done, or the grace is over and the rest is cut off.</returns>
    public Task StopAsync() => _application.StopAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
