using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Admin;
using Aegis.Streams.Server.Telemetry;
using Aegis.Streams.Streamiz;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Up;

/// <summary>One run of `aegis up`, from its options to its exit code.</summary>
internal sealed class Instance(CommandRun run, UpOptions options)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);

    private readonly LogFormat _logFormat = run.Value(options.LogFormat) == "json" ? LogFormat.Json : LogFormat.Text;
    private readonly LogThreshold _threshold = new(run.IsVerbose ? LogLevel.Debug : run.Talk.IsQuiet ? LogLevel.Warning : LogLevel.Information);
    private readonly TopicNames _topics = new(run.Value(options.Connections.Prefix));
    private readonly TopicTopology _topology = TopologyLoader.LoadDefault() with { Prefix = run.Value(options.Connections.Prefix) };

    private bool IsStreamiz => run.Value(options.Engine) == EngineNames.Streamiz;

    /// <summary>Runs until the instance is told to stop, or stops by a fault.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var named = FindCluster();
        AdminPort.Check(run, options);
        if (named is not null)
        {
            ConnectionResolver.Probe(named);
            TopicCheck.Run(named, _topology, CallTimeout);
        }

        var registered = await options.SchemaRegistry.RegisterAsync(run, _topics).ConfigureAwait(false);
        var policies = InstancePolicies.Of(run, options, _topics);
        var folder = StateFolder.Of(run, options.Connections);
        using var folderLock = folder.Lock();
        var key = FindKey(folder);
        using var loggers = new TalkLoggerFactory(run.Talk, _logFormat, _threshold, run.Host.Time);
        using var broker = named is null ? StartBroker() : null;
        var connection = named ?? new KafkaConnection(broker!.BootstrapServers) { IsEmbedded = true };
        using var announcement = broker is null ? null : folder.Announce(new EmbeddedAddress(broker.BootstrapServers, Environment.ProcessId, run.Host.Time.GetUtcNow()));
        var settings = new DecisionOptions
        {
            ApplicationId = _topics.Prefix,
            InstanceId = run.Value(options.InstanceId) ?? folder.InstanceId(),
            Threads = (int)run.Value(options.Threads)!.Value,
            HasOwners = !IsStreamiz,
            Advertise = run.Value(options.Facade.Peers.Advertise),
            Pipeline = new PipelineOptions
            {
                Topics = _topics,
                Wire = run.Value(options.Wire) == "json" ? WireFormat.Json : WireFormat.Protobuf,
                Framing = registered?.Framing,
                Environment = run.Value(options.Environment),
            },
        };
        loggers.CreateLogger("up").InstanceStarting(
            settings.InstanceId, settings.ApplicationId, connection.BootstrapServers, settings.Threads, run.Value(options.Wire),
            string.Join(", ", run.Value(options.ReplyTopics)), folder.Path, policies.Description);
        if (registered is not null) loggers.CreateLogger("up").FramedByRegistry(registered.Registry, registered.All.Count);
        return await RunAsync(settings, connection, policies, key, loggers).ConfigureAwait(false);
    }

    /// <summary>Finds the cluster that was asked for; <see langword="null"/>: the embedded broker was.</summary>
    private KafkaConnection? FindCluster()
    {
        var isEmbedded = run.Value(options.Embedded);
        options.Facade.Check(run, options.HasRole(run, "facade"), hasAdmin: run.Value(options.Admin.Listen) is not null);
        if (IsStreamiz && options.HasRole(run, "facade")) throw CliRefusalException.Usage("--engine streamiz has no role facade: a call cannot join its transactions; leave --engine out");
        if (IsStreamiz && options.HasRole(run, "lists")) throw CliRefusalException.Usage("--engine streamiz has no role lists: what lists need is keyed state; leave --engine out");
        if (isEmbedded && IsStreamiz) throw CliRefusalException.Usage("--engine streamiz needs a cluster: the embedded broker has no transactions that it could rely on; give --bootstrap-servers");
        if (isEmbedded && run.IsGiven(options.Connections.BootstrapServers)) throw CliRefusalException.Usage("--embedded and --bootstrap-servers exclude each other; give one");
        if (!isEmbedded && run.Value(options.EmbeddedTopics).Length > 0) throw CliRefusalException.Usage("--topic goes with --embedded; on a cluster, topics are made with `aegis topics apply`");
        if (isEmbedded) return null;
        return new ConnectionResolver(options.Connections).FindNamed(run) ?? throw CliRefusalException.Usage(
            "no cluster was named: give --bootstrap-servers HOST:PORT (or AEGIS_BOOTSTRAP_SERVERS) for Kafka, or --embedded for a broker in this process, whose audit log lives in memory only");
    }

    private CommitmentKey FindKey(StateFolder folder)
    {
        if (run.Value(options.CommitmentKeyFile) is { } file) return CommitmentKeyFile.Read(file);
        var key = folder.CommitmentKey(out var isNew);
        if (isNew && !run.Value(options.Embedded))
            run.Talk.Warn($"made the commitment key {folder.CommitmentKeyPath}: keep it, audit entries cannot be opened without it, and give it to every instance with --commitment-key-file");
        return key;
    }

    private EmbeddedBroker StartBroker()
    {
        run.Talk.Warn(EmbeddedTopics.Warning);
        return EmbeddedTopics.Start(_topology, run.Value(options.EmbeddedTopics));
    }

    private async Task<int> RunAsync(DecisionOptions settings, KafkaConnection connection, InstancePolicies policies, CommitmentKey key, TalkLoggerFactory loggers)
    {
        using var metrics = options.HasRole(run, "facade") || run.Value(options.Admin.Listen) is not null ? new MetricsPage() : null;
        using var replyTopics = new ReplyTopicWatcher(connection, run.Value(options.ReplyTopics), _topology, run.Host.Time, loggers.CreateLogger("reply-topics"));

        // Before the first intent: one that names a reply topic nobody has asked for yet would get no copy.
        replyTopics.Refresh();
        using var follower = IsStreamiz ? await StreamizPolicies.StartAsync(settings, connection, policies, StartDeadline, run, loggers).ConfigureAwait(false) : null;
        using IDecisionEngine engine = follower is not null
            ? CreateStreamiz(settings, connection, () => follower.Policy, key, () => replyTopics.Current, loggers)
            : CreateNative(settings, connection, policies, key, () => replyTopics.Current, loggers);
        using var lists = ListRole.Of(run, options, settings, connection, engine, key, loggers);
        var line = new StateLine(run.Talk, _logFormat == LogFormat.Json ? loggers.CreateLogger("up") : null);
        line.Changed(engine.State);
        engine.StateChanged += line.Changed;

        // Before the instance joins its group: what is wrong with the doors must not cost the others a rebalance.
        await using var facade = engine is NativeEngine native ? await FacadeRole.StartAsync(run, options, native.Application, _topics, connection, metrics, loggers).ConfigureAwait(false) : null;
        await using var admin = engine is NativeEngine { Application: var application }
            ? await AdminPort.StartAsync(run, options, settings, Settings(settings, connection, policies), application, facade?.Facade, _threshold, metrics, loggers).ConfigureAwait(false)
            : null;
        engine.Start();
        await WatchAsync(engine, lists, line, policies.Published is not null).ConfigureAwait(false);
        if (run.Stopping.IsCancellationRequested) run.Talk.Note("stopping in order; a second signal ends at once", Ink.Dim);

        // Whatever has ended the instance: what its calls were answered is written first.
        var isRecorded = facade is null || await facade.StopAsync().ConfigureAwait(false);
        if (!isRecorded) run.Talk.Warn("not every record of a call was written before the end");
        if (engine.Completion is { IsFaulted: true, Exception.InnerException: { } halt })
            throw new CliRefusalException(engine.FaultExitCode, $"the instance stopped: {halt.Message}", halt);
        if (lists?.Completion is { IsFaulted: true, Exception.InnerException: { } fault })
            throw CliRefusalException.Fault($"the instance stopped, since its role lists did: {fault.Message}", fault);
        return (lists?.Stop(StopTimeout) ?? true) & engine.Stop(StopTimeout)
            ? isRecorded ? ExitCodes.Done : ExitCodes.Incomplete
            : throw CliRefusalException.Fault($"the instance did not stop within {StopTimeout.TotalSeconds:0} s; what was not committed will be decided again by whoever takes over");
    }

    private IReadOnlyList<AdminSetting> Settings(DecisionOptions settings, KafkaConnection connection, InstancePolicies policies) => EffectiveSettings.Of(run, options, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [options.Policies.Name] = policies.Path,
        [options.Facade.Reflection.Name] = options.HasRole(run, "facade") && (run.Value(options.Facade.Reflection) || run.Value(options.Embedded)) ? "true" : "false",
        [options.Connections.BootstrapServers.Name] = connection.BootstrapServers,
        [options.Connections.StateFolder.Name] = StateFolder.Of(run, options.Connections).Path,
        [options.InstanceId.Name] = settings.InstanceId,
    });

    private NativeEngine CreateNative(
        DecisionOptions settings, KafkaConnection connection, InstancePolicies policies, CommitmentKey key, Func<ReplyTopicDirectory> replyTopics, TalkLoggerFactory loggers)
    {
        var clients = new LibrdkafkaClients(connection, settings.ApplicationId, loggers.CreateLogger("clients"));
        return new NativeEngine(clients, policies.Published is { } published
            ? new DecisionApplication(settings, clients, published, key, replyTopics, run.Host.Time, loggers)
            : new DecisionApplication(settings, clients, policies.Files!, key, replyTopics, run.Host.Time, loggers));
    }

    private StreamizEngine CreateStreamiz(
        DecisionOptions settings, KafkaConnection connection, Func<PolicySnapshot?> policy, CommitmentKey key, Func<ReplyTopicDirectory> replyTopics, TalkLoggerFactory loggers)
    {
        run.Talk.Warn(StreamizEngine.Warning);
        var folder = Path.Combine(StateFolder.Of(run, options.Connections).Path, "streamiz");
        var config = AegisStreamConfig.Create(settings.ApplicationId, connection.BootstrapServers, settings.Threads, folder, new WarningLoggerFactory(loggers));
        var topology = new AegisTopologyOptions
        {
            Policy = policy,
            CommitmentKey = key,
            PartitionCount = TopicPartitions.Of(connection.ToClientConfig()),
            Pipeline = settings.Pipeline,
            Limits = settings.Limits,
            ReplyTopics = replyTopics,
            Time = run.Host.Time,
            Logger = loggers.CreateLogger("streamiz"),
        };
        return new StreamizEngine(topology, config, connection.Properties, StartDeadline, run.Host.Time, loggers.CreateLogger("streamiz"));
    }

    /// <summary>Waits until the instance ends or is told to stop, and reports on the way.</summary>
    private async Task WatchAsync(IDecisionEngine engine, ListRole? lists, StateLine line, bool isPublished)
    {
        var stopping = Task.Delay(Timeout.Infinite, run.Stopping);
        var ended = lists is null ? engine.Completion : Task.WhenAny(engine.Completion, lists.Completion);
        while (!stopping.IsCompleted && !ended.IsCompleted)
        {
            line.Report(engine);
            if (isPublished) line.ReportPolicy(engine);
            await Task.WhenAny(stopping, ended, Task.Delay(ReportInterval, CancellationToken.None)).ConfigureAwait(false);
        }
    }
}
