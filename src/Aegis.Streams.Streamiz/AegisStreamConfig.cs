using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streamiz.Kafka.Net;
using Streamiz.Kafka.Net.Kafka;
using Streamiz.Kafka.Net.SerDes;
using Streamiz.Kafka.Net.Stream;

namespace Aegis.Streams.Streamiz;

/// <summary>The settings of Streamiz that measured best for this path (`docs/streamiz.md`), exactly once.</summary>
public static class AegisStreamConfig
{
    private const long CommitIntervalMs = 5;
    private const long PollMs = 1;
    private const long MaxPollRecords = 2000;
    private const int TransactionTimeoutMs = 10_000;
    private const int SessionTimeoutMs = 15_000;
    private const int MaxMessageBytes = 64 << 20;

    /// <summary>Makes the settings.</summary>
    /// <param name="applicationId">The application: its group, and the first part of its transactional ids.</param>
    /// <param name="bootstrapServers">Addresses of brokers, `host:port`, separated by commas.</param>
    /// <param name="threads">Stream threads, 1 and up.</param>
    /// <param name="stateFolder">A folder for Streamiz' own files; they hold no decisions.</param>
    /// <param name="loggers">Makes the logs of Streamiz.</param>
    /// <returns>The settings; anything may still be changed.</returns>
    public static StreamConfig<ByteArraySerDes, ByteArraySerDes> Create(
        string applicationId, string bootstrapServers, int threads, string stateFolder, ILoggerFactory loggers)
    {
        var config = new StreamConfig<ByteArraySerDes, ByteArraySerDes>
        {
            ApplicationId = applicationId,
            BootstrapServers = bootstrapServers,
            NumStreamThreads = threads,
            StateDir = stateFolder,
            Logger = loggers,
            PollMs = PollMs,
            MaxPollRecords = MaxPollRecords,
            LingerMs = 0,
            FetchQueueBackoffMs = 1,
            FetchWaitMaxMs = 100,
            SessionTimeoutMs = SessionTimeoutMs,
            MessageMaxBytes = MaxMessageBytes,
            CompressionType = CompressionType.Lz4,
        };

        // The guarantee resets the interval, so it comes first.
        config.Guarantee = ProcessingGuarantee.EXACTLY_ONCE;
        config.CommitIntervalMs = CommitIntervalMs;
        config.TransactionTimeoutMs = TransactionTimeoutMs;
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.AllowAutoCreateTopics = false;
        return config;
    }

    /// <summary>Makes a stream of these settings.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="config">The settings.</param>
    /// <param name="properties">Further properties of librdkafka for every client, such as those of TLS and SASL; they win. None that exactly-once rests on.</param>
    /// <returns>The stream, not yet started.</returns>
    public static KafkaStream CreateStream(Topology topology, IStreamConfig config, IReadOnlyDictionary<string, string> properties) =>
        new(topology, config, new DefaultKafkaClientSupplier(new KafkaLoggerAdapter(config), config, new ClientBuilder(properties)));
}
