using System.Net;
using System.Net.Sockets;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Admin;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Up;

/// <summary>The admin port of an instance: opened when it is asked for, and named in the state folder so that `aegis admin` finds it.</summary>
internal sealed class AdminPort : IAsyncDisposable
{
    private readonly AdminHost _host;
    private readonly TlsFiles? _tls;
    private readonly IDisposable _announcement;

    private AdminPort(AdminHost host, TlsFiles? tls, IDisposable announcement) => (_host, _tls, _announcement) = (host, tls, announcement);

    /// <summary>Refuses options that do not fit each other, before anything is started.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="CliRefusalException">They do not.</exception>
    public static void Check(CommandRun run, UpOptions options)
    {
        var (listen, authority, isExposed) = (run.Value(options.Admin.Listen), run.Value(options.Admin.ClientAuthority), run.Value(options.Admin.Exposed));
        if (listen is null && (authority is not null || isExposed)) throw CliRefusalException.Usage("--admin-client-ca and --admin-exposed go with --admin-listen");
        if (listen is null) return;
        if (run.Value(options.Engine) == EngineNames.Streamiz) throw CliRefusalException.Usage("--admin-listen goes with the native engine: --engine streamiz has nothing that it could tell of");
        if (authority is not null && (run.Value(options.Facade.TlsCertificate) is null || run.Value(options.Facade.TlsKey) is null)) throw CliRefusalException.Usage("--admin-client-ca needs --tls-cert and --tls-key: client certificates need TLS");
        if (!IPAddress.IsLoopback(listen.Address) && authority is null && !isExposed)
            throw CliRefusalException.Usage($"--admin-listen {listen} is not loopback: give --admin-client-ca with --tls-cert and --tls-key, or --admin-exposed if the token is enough to drain this instance");
    }

    /// <summary>Opens the port where it is asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <param name="settings">The settings of the instance.</param>
    /// <param name="effective">Its settings as they are shown.</param>
    /// <param name="application">What decides.</param>
    /// <param name="facade">What answers calls; <see langword="null"/>: the instance takes none.</param>
    /// <param name="threshold">What is logged.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <returns>The port; <see langword="null"/>: it is not asked for.</returns>
    /// <exception cref="CliRefusalException">A file is wrong, or the address is taken.</exception>
    public static async Task<AdminPort?> StartAsync(
        CommandRun run, UpOptions options, DecisionOptions settings, IReadOnlyList<AdminSetting> effective, DecisionApplication application, Facade? facade,
        LogThreshold threshold, MetricsPage? metrics, ILoggerFactory loggers)
    {
        if (run.Value(options.Admin.Listen) is not { } listen) return null;
        var folder = StateFolder.Of(run, options.Connections);
        var authority = run.Value(options.Admin.ClientAuthority);
        var tls = authority is null && IPAddress.IsLoopback(listen.Address) ? null : FacadeRole.FindTls(run, options.Facade, authority, loggers.CreateLogger("admin"));
        if (tls is null && !IPAddress.IsLoopback(listen.Address)) run.Talk.Warn("the admin port serves plain text: its token can be read on the way");
        var token = folder.AdminToken(out var file);
        var admin = new AdminOptions
        {
            Endpoint = new FacadeEndpoint(listen, tls),
            Token = token,
            NeedsCertificate = authority is not null,
            LogLevel = () => threshold.Level,
            SetLogLevel = level => threshold.Level = level,
            Metrics = metrics,
        };
        var instance = new AdminInstance
        {
            ApplicationId = settings.ApplicationId,
            InstanceId = settings.InstanceId,
            Roles = run.Value(options.RoleNames).Split(',', StringSplitOptions.TrimEntries),
            Application = application,
            Facade = facade,
            Settings = effective,
        };
        try
        {
            var host = await AdminHost.StartAsync(admin, instance, run.Host.Time, loggers).ConfigureAwait(false);
            var port = new AdminPort(host, tls, folder.Announce(new AdminAddress(host.Address, Environment.ProcessId, run.Host.Time.GetUtcNow())));

            // Only now: whoever reads it may ask at once.
            run.Talk.Note($"the admin port at {host.Address} takes the token in {file}");
            return port;
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            tls?.Dispose();
            throw CliRefusalException.Fault($"the admin port cannot listen: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _announcement.Dispose();
        await _host.DisposeAsync().ConfigureAwait(false);
        _tls?.Dispose();
    }
}
