using Aegis.Streams.Policy;
using Aegis.Streams.Server.Bundles;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Grpc;
using Aegis.Streams.Server.Health;
using Aegis.Streams.Server.Http;
using Aegis.Streams.Server.Telemetry;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Hosting;

/// <summary>The doors of one instance: who asks is found out, then what, and each protocol answers in its own words. The decider behind them is the same.</summary>
internal sealed class FacadeHost : IAsyncDisposable
{
    // Of the grace at the end: so much is kept to answer those whose calls have not ended by then.
    private const int NoticeShare = 5;
    private static readonly TimeSpan MostNotice = TimeSpan.FromSeconds(1);

    private readonly DoorServer _server;
    private readonly CallDecider _decider;
    private readonly HealthWatch _health;
    private readonly BundleDoor _bundles;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private FacadeHost(DoorServer server, CallDecider decider, HealthWatch health, BundleDoor bundles, TimeSpan grace, TimeProvider time, ILogger logger)
    {
        (_server, _decider, _health, _bundles, _time, _logger) = (server, decider, health, bundles, time, logger);
        var notice = grace / NoticeShare;
        _patience = grace - (notice < MostNotice ? notice : MostNotice);
    }

    /// <summary>Gets the addresses on which it listens, such as `http://127.0.0.1:8080`.</summary>
    public IReadOnlyCollection<string> Addresses => _server.Addresses;

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
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its bounds.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<FacadeHost> StartAsync(
        FacadeHostOptions options, CallDecider decider, Func<CallerRegister> callers, Func<PolicySnapshot?> policy, Readiness readiness, FacadeMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        options.Check();
        var logger = loggers.CreateLogger("facade");
        var builder = DoorServer.Begin(options.MaxConnections, options.Grace, kestrel => Listen(kestrel, options, time));
        var health = new HealthServiceDoor();
        builder.Services.AddSingleton(health).AddSingleton(new GrpcDoor(decider, metrics, time));
        DoorServer.AddGrpc(builder.Services, metrics, logger);
        builder.Services.Configure<GrpcServiceOptions<HealthServiceDoor>>(service => service.MaxReceiveMessageSize = FacadeLimits.MaxHealthBytes);
        if (options.HasReflection) builder.Services.AddGrpcReflection();
        if (options.Envoy is { } mapping) EnvoyService.AddTo(builder.Services, mapping, decider, metrics, time, loggers);

        options.GuestServices?.Invoke(builder.Services);

        var application = builder.Build();
        options.Guests?.Invoke(application);
        application.Use((context, next) => FaultGuard.InvokeAsync(context, next, metrics, logger));
        application.Use((context, next) => TimeoutHeader.InvokeAsync(context, next, metrics));
        var authentication = new CallerAuthentication(callers, metrics);
        application.Use(authentication.InvokeAsync);
        if (options.Metrics is { } page) MetricsDoor.AddTo(application, page, metrics);
        application.Use(new RequestGate(2 * decider.MaxCalls, options.MaxBodyBytes, metrics).InvokeAsync);
        application.UseRouting();
        application.Use((context, next) => ProtocolRules.InvokeAsync(context, next, metrics));
        application.MapGrpcService<GrpcDoor>();
        application.MapGrpcService<HealthServiceDoor>();
        if (options.Envoy is not null) EnvoyService.MapTo(application);
        if (options.HasReflection) application.MapGrpcReflectionService();
        new HttpDoor(decider, metrics, time).MapTo(application);
        new HealthDoor(readiness).MapTo(application);
        var bundles = new BundleDoor(options.Bundles, policy, decider, metrics, time, logger);
        bundles.MapTo(application);

        // Before the doors listen: health must know of its services with the first request.
        var watch = new HealthWatch(health, readiness, time);
        try
        {
            var host = new FacadeHost(await DoorServer.StartAsync(application).ConfigureAwait(false), decider, watch, bundles, options.Grace, time, logger);
            logger.FacadeListens(string.Join(", ", host.Addresses));
            return host;
        }
        catch
        {
            watch.Dispose();
            bundles.Dispose();
            throw;
        }
    }

    /// <summary>Closes the doors in order: health says so, nothing more is taken, what is under way is answered, connections are told to go elsewhere.</summary>
    /// <returns>Ends when it is done, or the grace is over: what still waits shortly before is refused, and the rest is cut off.</returns>
    public async Task StopAsync()
    {
        _decider.Drain();
        _health.End();
        _logger.FacadeDrains(_decider.UnderWay);
        var closing = _server.StopAsync();
        try
        {
            await closing.WaitAsync(_patience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!closing.IsCompleted)
        {
            _decider.EndWaits();
            await closing.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _health.Dispose();
        _bundles.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private static void Listen(KestrelServerOptions kestrel, FacadeHostOptions options, TimeProvider time)
    {
        var age = new ConnectionAge(options.MaxConnectionAge, options.ConnectionAgeGrace, time);
        if (options.Grpc is { } grpc) Listen(kestrel, grpc, HttpProtocols.Http2, age);
        if (options.Http is { } http) Listen(kestrel, http, http.Tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, age);
    }

    private static void Listen(KestrelServerOptions kestrel, FacadeEndpoint endpoint, HttpProtocols protocols, ConnectionAge age) =>
        DoorServer.Listen(kestrel, endpoint.Address, protocols, age, endpoint.Tls);
}
