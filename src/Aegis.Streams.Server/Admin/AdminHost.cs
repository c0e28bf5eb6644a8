using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>The admin port of one instance, a server of its own: what callers do to the doors of decisions cannot keep an operator out.</summary>
public sealed class AdminHost : IAsyncDisposable
{
    private const int MaxConnections = 64;
    private const int MaxBodyBytes = 4096;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly DoorServer _server;

    private AdminHost(DoorServer server) => _server = server;

    /// <summary>Gets the address on which it listens, such as `http://127.0.0.1:9490`.</summary>
    public string Address => _server.Addresses.First();

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
        var (address, tls) = options.Endpoint;
        var builder = DoorServer.Begin(MaxConnections, Grace, kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            DoorServer.Listen(kestrel, address, HttpProtocols.Http1, age: null, tls);
        });
        var application = builder.Build();
        var guard = new AdminGuard(options, logger);
        application.Use((context, next) => guard.InvokeAsync(context, () => next(context)));
        options.Metrics?.AddTo(application);
        application.UseRouting();
        MapTo(application, options, instance, time, logger);
        var host = new AdminHost(await DoorServer.StartAsync(application).ConfigureAwait(false));
        logger.AdminListens(host.Address);
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
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
}
