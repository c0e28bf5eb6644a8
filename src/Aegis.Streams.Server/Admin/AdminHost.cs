using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>The admin port of one instance, a server of its own: what callers do to the doors of decisions cannot keep an operator out.</summary>
public sealed class AdminHost : IAsyncDisposable
{
    private const int MaxConnections = 64;
    private const int MaxBodyBytes = 4096;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private AdminHost(WebApplication application) => _application = application;

    /// <summary>Gets the address on which it listens, such as `http://127.0.0.1:9490`.</summary>
    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Opens the port.</summary>
    /// <param name="options">Where, and who may use it.</param>
    /// <param name="instance">What it tells of.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the log.</param>
    /// <returns>The host.</returns>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<AdminHost> StartAsync(AdminOptions options, AdminInstance instance, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("admin");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options.Endpoint));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        var application = builder.Build();
        var guard = new AdminGuard(options, logger);
        application.Use((context, next) => guard.InvokeAsync(context, () => next(context)));
        options.Metrics?.AddTo(application);
        application.UseRouting();
        MapTo(application, options, instance, time, logger);
        await application.StartAsync().ConfigureAwait(false);
        var host = new AdminHost(application);
        logger.AdminListens(host.Address);
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void MapTo(WebApplication application, AdminOptions options, AdminInstance instance, TimeProvider time, ILogger logger)
    {
        var (pages, runtime) = (new InstancePages(instance, time), new RuntimePages(instance.Application));
        var level = new LogLevelOrder(options, logger);
        application.MapGet(AdminPaths.State, context => AdminAnswer.WriteAsync(context, pages.WriteState));
        application.MapGet(AdminPaths.Config, context => AdminAnswer.WriteAsync(context, pages.WriteConfig));
        application.MapGet(AdminPaths.Partitions, context => AdminAnswer.WriteAsync(context, runtime.WritePartitions));
        application.MapGet(AdminPaths.Tables, context => AdminAnswer.WriteAsync(context, runtime.WriteTables));
        application.MapGet(AdminPaths.Policy, context => AdminAnswer.WriteAsync(context, runtime.WritePolicy));
        application.MapGet(AdminPaths.LogLevel, level.ShowAsync);
        application.MapPut(AdminPaths.LogLevel, level.ChangeAsync);
        application.MapPost(AdminPaths.Drain, new DrainOrder(instance.Facade, time, logger).RunAsync);
        application.MapFallback("{*path}", AdminRefusal.NotFound.WriteAsync);
    }

    private static void Listen(KestrelServerOptions kestrel, FacadeEndpoint endpoint)
    {
        FacadeLimits.ApplyTo(kestrel, MaxConnections);
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Listen(endpoint.Address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (endpoint.Tls is { } tls) listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.ServerOptions()) });
        });
    }
}
