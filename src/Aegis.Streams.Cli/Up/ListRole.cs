using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Lists;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Lists;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Up;

/// <summary>The role `lists` of an instance: begins once the instance decides, so that there is a policy to sanitize by.</summary>
internal sealed class ListRole : IDisposable
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    private readonly LibrdkafkaClients _clients;
    private readonly LibrdkafkaClients _readers;
    private readonly RecordProducer _producer;
    private readonly ManifestSigner _signer;
    private readonly ListApplication _application;

    private ListRole(DecisionOptions settings, KafkaConnection connection, Func<PolicySnapshot?> policy, CommitmentKey key, ManifestSigner signer, TimeProvider time, ILoggerFactory loggers)
    {
        var options = new ListOptions { ApplicationId = $"{settings.ApplicationId}-lists", InstanceId = settings.InstanceId, Threads = settings.Threads, Pipeline = settings.Pipeline };
        var logger = loggers.CreateLogger("clients");
        _signer = signer;
        _clients = new LibrdkafkaClients(connection, options.ApplicationId, logger);
        _readers = new LibrdkafkaClients(connection, options.ApplicationId, logger) { HasSmallReaders = true };
        _producer = new RecordProducer(connection, logger);
        _application = new ListApplication(options, _clients, _readers, policy, key, signer, Publish, time, loggers);
    }

    /// <summary>Gets a task that ends when the role has stopped; it fails with the fault that stopped it.</summary>
    public Task Completion => _application.Completion;

    /// <summary>Makes the role where it is asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <param name="settings">The settings of the instance.</param>
    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="engine">What decides; its policy is that of lists.</param>
    /// <param name="key">The commitment key.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <returns>The role; <see langword="null"/>: it is not asked for.</returns>
    public static ListRole? Of(CommandRun run, UpOptions options, DecisionOptions settings, KafkaConnection connection, IDecisionEngine engine, CommitmentKey key, ILoggerFactory loggers)
    {
        if (!options.HasRole(run, "lists")) return null;
        var role = new ListRole(settings, connection, () => engine.Policy, key, ManifestSigner(run, options), run.Host.Time, loggers);
        engine.StateChanged += state =>
        {
            if (state == StreamsState.Running) role.Start();
        };
        return role;
    }

    /// <summary>Stops in order.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether it stopped in time.</returns>
    public bool Stop(TimeSpan timeout) => _application.Stop(timeout);

    /// <inheritdoc/>
    public void Dispose()
    {
        _application.Dispose();
        _producer.Dispose();
        _clients.Dispose();
        _readers.Dispose();
        _signer.Dispose();
    }

    private static ManifestSigner ManifestSigner(CommandRun run, UpOptions options)
    {
        if (run.Value(options.ManifestKeyFile) is { } named) return ManifestKeyFile.Read(named);
        var file = StateFolder.Of(run, options.Connections).ManifestKeyPath(out var isNew);
        if (isNew && !run.Value(options.Embedded)) run.Talk.Warn($"made the key of manifests {file}: give it to every instance with --manifest-key-file, and its public half beside it to those who verify");
        return ManifestKeyFile.Read(file);
    }

    private void Start()
    {
        lock (_application)
            if (_application.State == StreamsState.Created) _application.Start();
    }

    private void Publish(OutboundRecord record)
    {
        string? fault = "it was not acknowledged in time";
        _producer.Produce(record, delivery => fault = delivery.Error);
        _producer.Flush(WriteTimeout);
        if (fault is not null) throw new StreamClientException(StreamClientFault.Retriable, $"the manifest was not written to {record.Topic}: {fault}");
    }
}
