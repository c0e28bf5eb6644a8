using Aegis.Streams.Audit;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>An instance that decides the intents of a scene, in this process.</summary>
internal sealed class Instance : IDisposable
{
    // One key for all instances: a decision that is made again after a fault must leave the same bytes.
    private static readonly byte[] CommitmentKeyBytes = [.. Enumerable.Range(0, CommitmentKey.Length).Select(value => (byte)value)];

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
        Application = new DecisionApplication(
            options, _clients, LoadPolicy(), new CommitmentKey(CommitmentKeyBytes), () => ReplyTopicDirectory.Empty, TimeProvider.System, loggers);
    }

    public DecisionApplication Application { get; }

    public void Dispose()
    {
        Application.Dispose();
        _clients.Dispose();
    }

    private static PolicySnapshot LoadPolicy()
    {
        const string text = """
            agent: sales-composer
            allowed_tools:
              - name: pricing-api
                actions: [generate_quote]
                conditions:
                  max_discount_percent: 25
                  require_canonical_sku: true
            """;
        return PolicyLoader.Load([new PolicySource("sales-composer.yaml", text)]).Snapshot!;
    }
}
