using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>An instance that decides the intents of a scene, in this process.</summary>
internal sealed class Instance : IDisposable
{
    // One key for all instances: a decision that is made again after a fault must leave the same bytes.
    public static readonly byte[] CommitmentKeyBytes = [.. Enumerable.Range(0, CommitmentKey.Length).Select(value => (byte)value)];

    private readonly LibrdkafkaClients _clients;

    public Instance(InstanceSettings settings, ILoggerFactory loggers)
    {
        var timeout = TimeSpan.FromMilliseconds(settings.TransactionTimeoutMs);
        _clients = new LibrdkafkaClients(settings.Connection, settings.Prefix, loggers.CreateLogger("client")) { TransactionTimeout = timeout };
        var options = new DecisionOptions
        {
            ApplicationId = settings.Prefix,
            InstanceId = settings.InstanceId,
            Threads = settings.Threads,
            Pipeline = new PipelineOptions { Topics = new TopicNames(settings.Prefix) },
            Configure = stream => stream with
            {
                TransactionTimeout = timeout,
                CommitInterval = TimeSpan.FromMilliseconds(settings.CommitIntervalMs),
                CommitSpacing = TimeSpan.FromMilliseconds(settings.CommitSpacingMs),
            },
        };
        var replyTopics = IntentLoad.ReplyTopics(settings.Prefix);
        Application = new DecisionApplication(
            options, _clients, LoadPolicy(), new CommitmentKey(CommitmentKeyBytes), () => replyTopics, TimeProvider.System, loggers);
    }

    public DecisionApplication Application { get; }

    public void StartAndWaitUntilRunning()
    {
        using var running = new ManualResetEventSlim();
        Application.StateChanged += state =>
        {
            if (state is StreamsState.Running or StreamsState.Error) running.Set();
        };
        Application.Start();
        Assert.True(running.Wait(TimeSpan.FromSeconds(60)), $"The instance is {Application.State}.");
        Assert.True(Application.State == StreamsState.Running, $"The instance is {Application.State}: {Application.Completion.Exception?.InnerException?.Message}");
    }

    /// <summary>Hands the instance over as an engine, which disposes of it.</summary>
    public IDecisionEngine ToEngine() => new NativeEngine(_clients, Application);

    public void Dispose()
    {
        Application.Dispose();
        _clients.Dispose();
    }

    public static PolicySnapshot LoadPolicy()
    {
        const string text = """
            agent: sales-composer
            allowed_tools:
              - name: pricing-api
                actions: [generate_quote]
                parameters: [quantity]
                conditions:
                  max_discount_percent: 25
                  require_canonical_sku: true
            """;
        return PolicyLoader.Load([new PolicySource("sales-composer.yaml", text)]).Snapshot!;
    }
}
