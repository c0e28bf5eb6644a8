using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Bundles;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Up;

/// <summary>The role `facade` of an instance: the doors by which calls come. They open with the instance, and say that it is not ready until it is.</summary>
internal sealed class FacadeRole : IAsyncDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(10);

    private readonly Facade _facade;
    private readonly TlsFiles? _tls;
    private readonly TlsFiles? _peerTls;
    private readonly CallerFileWatch? _watch;
    private readonly BundleOptions? _bundles;

    private FacadeRole(Facade facade, TlsFiles? tls, TlsFiles? peerTls, CallerFileWatch? watch, BundleOptions? bundles) =>
        (_facade, _tls, _peerTls, _watch, _bundles) = (facade, tls, peerTls, watch, bundles);

    /// <summary>Gets what answers calls.</summary>
    public Facade Facade => _facade;

    /// <summary>Makes the role where it is asked for, and opens the doors.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <param name="application">What decides.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="connection">The cluster.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <returns>The role; <see langword="null"/>: it is not asked for.</returns>
    /// <exception cref="CliRefusalException">The options do not fit each other, a file is wrong, or an address is taken.</exception>
    public static async Task<FacadeRole?> StartAsync(CommandRun run, UpOptions options, DecisionApplication application, TopicNames topics, KafkaConnection connection, MetricsPage? metrics, ILoggerFactory loggers)
    {
        if (!options.HasRole(run, "facade")) return null;
        var facade = options.Facade;
        var logger = loggers.CreateLogger("facade");
        var (register, file) = FindCallers(run, options);
        var mapping = FindMapping(run, facade);
        var tls = FindTls(run, facade, run.Value(facade.ClientAuthority), logger);
        var peerTls = tls is null || run.Value(facade.Peers.Authority) is not { } authority ? null : ReadTls(run, facade, authority, logger);
        var endpoints = (Grpc: run.Value(facade.Grpc)!, Http: run.Value(facade.Http)!);
        CheckPlaintext(run, facade, tls, endpoints.Grpc, "--grpc-listen");
        CheckPlaintext(run, facade, tls, endpoints.Http, "--http-listen");
        var bundles = FacadeBundles.Of(run, facade);
        var settings = new FacadeOptions
        {
            MaxCalls = (int)run.Value(facade.MaxCalls)!.Value,
            MaxWait = run.Value(facade.MaxWait),
            Peers = facade.Peers.AreGiven(run) ? facade.Peers.Options(run, peerTls) : null,
            AreReadsDurable = !run.Value(facade.AsyncReads),
        };
        var watch = file is null ? null : new CallerFileWatch(file, register, run.Host.Time, logger);
        var role = new FacadeRole(new Facade(settings, application, topics, connection, run.Host.Time, loggers), tls, peerTls, watch, bundles);
        try
        {
            var host = new FacadeHostOptions
            {
                Grpc = new FacadeEndpoint(endpoints.Grpc, tls),
                Http = new FacadeEndpoint(endpoints.Http, tls),
                Envoy = mapping,
                Bundles = bundles,
                Metrics = metrics,
                HasReflection = run.Value(facade.Reflection) || run.Value(options.Embedded),
            };
            await role._facade.StartAsync(host, () => watch?.Register ?? register).ConfigureAwait(false);
            return role;
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await role.DisposeAsync().ConfigureAwait(false);
            throw CliRefusalException.Fault($"the facade cannot listen: {fault.Message}", fault);
        }
    }

    /// <summary>Closes the doors in order.</summary>
    /// <returns>Whether every record was written.</returns>
    public Task<bool> StopAsync() => _facade.StopAsync(FlushTimeout);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _facade.DisposeAsync().ConfigureAwait(false);
        _tls?.Dispose();
        _peerTls?.Dispose();
        _watch?.Dispose();
        _bundles?.Signer?.Dispose();
    }

    private static (CallerRegister Register, string? File) FindCallers(CommandRun run, UpOptions options)
    {
        if (run.Value(options.Facade.Callers) is { } file)
        {
            return CallerFile.Load(file, out var errors) is { } register
                ? (register, file)
                : throw CliRefusalException.Usage($"the file of callers has faults:\n{string.Join('\n', errors)}");
        }

        if (!run.Value(options.Embedded)) throw CliRefusalException.Usage("the role facade needs --callers: nobody may ask who is not named there (docs/facade.md)");
        var token = StateFolder.Of(run, options.Connections).CallerToken(out var path);
        var everybody = new HashSet<string>(StringComparer.Ordinal) { Caller.Every };
        var caller = new Caller { Name = "embedded", Tenants = everybody, Agents = everybody, MayFetchBundles = true, MayReadMetrics = true };
        run.Talk.Note($"callers of the facade present the token in {path}");
        return (CallerRegister.Of(new Dictionary<string, Caller>(StringComparer.Ordinal) { [CallerRegister.HashOf(token)] = caller }, new Dictionary<string, Caller>(StringComparer.Ordinal)), null);
    }

    private static EnvoyMapping? FindMapping(CommandRun run, FacadeRoleOptions options)
    {
        if (run.Value(options.EnvoyMapping) is not { } file) return null;
        var loading = EnvoyMappingLoader.Load(file);
        return loading.Mapping ?? throw CliRefusalException.Usage($"the mapping for Envoy has faults:\n{string.Join('\n', loading.Errors)}");
    }

    /// <summary>Reads the certificate of an instance, with the authorities whose client certificates count.</summary>
    /// <exception cref="CliRefusalException">The options do not fit each other, or a file cannot be read.</exception>
    public static TlsFiles? FindTls(CommandRun run, FacadeRoleOptions options, string? authority, ILogger logger)
    {
        var (certificate, key) = (run.Value(options.TlsCertificate), run.Value(options.TlsKey));
        if (certificate is null != key is null) throw CliRefusalException.Usage("--tls-cert and --tls-key go together");
        if (certificate is null && authority is not null) throw CliRefusalException.Usage("--client-ca goes with --tls-cert: client certificates need TLS");
        return certificate is null ? null : ReadTls(run, options, authority, logger);
    }

    private static TlsFiles ReadTls(CommandRun run, FacadeRoleOptions options, string? authority, ILogger logger)
    {
        try
        {
            return TlsFiles.Read(run.Value(options.TlsCertificate)!, run.Value(options.TlsKey)!, authority, run.Host.Time, logger);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw CliRefusalException.Usage($"the certificate, its key or the authorities cannot be read: {fault.Message}");
        }
    }

    private static void CheckPlaintext(CommandRun run, FacadeRoleOptions options, TlsFiles? tls, IPEndPoint address, string option)
    {
        if (tls is null && !IPAddress.IsLoopback(address.Address) && !run.Value(options.Plaintext))
            throw CliRefusalException.Usage($"{option} {address} is not loopback: give --tls-cert and --tls-key, or --plaintext where something before it does TLS");
    }
}
