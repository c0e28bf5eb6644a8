using Aegis.Streams.Policy;
using Aegis.Streams.Server.Bundles;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Grpc;
using Aegis.Streams.Server.Http;
using Aegis.Streams.Server.Telemetry;
using Grpc.AspNetCore.Server;
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

/// <summary>The doors of one instance: who asks is found out, then what, and each protocol answers in its own words. The decider behind them is the same.</summary>
internal sealed class FacadeHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CallDecider _decider;
    private readonly HealthWatch _health;
    private readonly BundleDoor _bundles;
    private readonly ILogger _logger;

    private FacadeHost(WebApplication application, CallDecider decider, HealthWatch health, BundleDoor bundles, ILogger logger) =>
        (_application, _decider, _health, _bundles, _logger) = (application, decider, health, bundles, logger);

    /// <summary>Gets the addresses on which it listens, such as `http://127.0.0.1:8080`.</summary>
    public IReadOnlyCollection<string> Addresses =>
        [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Gets how many requests for the bundle wait for other policies.</summary>
    public int BundleWaits => _bundles.Waiting;

    /// <summary>Opens the doors.</summary>
    /// <param name="options">Where, and what is offered.</param>
    /// <param name="decider">What answers.</param>
    /// <param name="callers">Finds who may ask, as of now.</param>
    /// <param name="policy">Finds the policy set that decides now.</param>
    /// <param name="readiness">Says whether the instance can decide.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <returns>The host.</returns>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<FacadeHost> StartAsync(
        FacadeHostOptions options, CallDecider decider, Func<CallerRegister> callers, Func<PolicySnapshot?> policy, Readiness readiness, FacadeMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("facade");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options, time));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Grace);
        var health = new HealthServiceDoor();
        builder.Services.AddSingleton(health).AddSingleton(new GrpcDoor(decider, metrics, time));
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = FacadeLimits.MaxMessageBytes;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<FaultInterceptor>(logger);
        });
        builder.Services.Configure<GrpcServiceOptions<HealthServiceDoor>>(service => service.MaxReceiveMessageSize = FacadeLimits.MaxHealthBytes);
        if (options.HasReflection) builder.Services.AddGrpcReflection();
        if (options.Envoy is { } mapping) EnvoyService.AddTo(builder.Services, mapping, decider, metrics, time, loggers);

        options.GuestServices?.Invoke(builder.Services);

        var application = builder.Build();
        options.Guests?.Invoke(application);
        application.Use((context, next) => FaultGuard.InvokeAsync(context, next, logger));
        application.Use(TimeoutHeader.InvokeAsync);
        var authentication = new CallerAuthentication(callers, metrics);
        application.Use(authentication.InvokeAsync);
        if (options.Metrics is { } page) MetricsDoor.AddTo(application, page, metrics);
        application.Use(new RequestGate(2 * decider.MaxCalls, options.MaxBodyBytes, metrics).InvokeAsync);
        application.UseRouting();
        application.Use(ProtocolRules.InvokeAsync);
        application.MapGrpcService<GrpcDoor>();
        application.MapGrpcService<HealthServiceDoor>();
        if (options.Envoy is not null) EnvoyService.MapTo(application);
        if (options.HasReflection) application.MapGrpcReflectionService();
        new HttpDoor(decider, metrics, time).MapTo(application);
        new HealthDoor(readiness).MapTo(application);
        var bundles = new BundleDoor(options.Bundles, policy, decider, metrics, time, logger);
        bundles.MapTo(application);

        // Before the doors listen: health must know of its services with the first request.
        var host = new FacadeHost(application, decider, new HealthWatch(health, readiness, time), bundles, logger);
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        logger.FacadeListens(string.Join(", ", host.Addresses));
        return host;
    }

    /// <summary>Closes the doors in order: health says so, nothing more is taken, what is under way is answered, connections are told to go elsewhere.</summary>
    /// <returns>Ends when it is done, or the grace is over and the rest is cut off.</returns>
    public async Task StopAsync()
    {
        _decider.Drain();
        _health.End();
        _logger.FacadeDrains(_decider.UnderWay);
        await _application.StopAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _health.Dispose();
        _bundles.Dispose();
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Listen(KestrelServerOptions kestrel, FacadeHostOptions options, TimeProvider time)
    {
        FacadeLimits.ApplyTo(kestrel, options.MaxConnections);
        var age = new ConnectionAge(options.MaxConnectionAge, options.ConnectionAgeGrace, time);

        // Without TLS a client must know beforehand which version of HTTP is spoken.
        if (options.Grpc is { } grpc) Listen(kestrel, grpc, HttpProtocols.Http2, age);
        if (options.Http is { } http) Listen(kestrel, http, http.Tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, age);
    }

    private static void Listen(KestrelServerOptions kestrel, FacadeEndpoint endpoint, HttpProtocols protocols, ConnectionAge age) => kestrel.Listen(endpoint.Address, listen =>
    {
        listen.Protocols = protocols;
        listen.Use((connection, next) => age.ServeAsync(connection, () => next(connection)));
        if (endpoint.Tls is { } tls) listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.ServerOptions()) });
    });
}
