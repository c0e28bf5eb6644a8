using System.Globalization;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>The properties of each client of the runtime. What a user sets comes first, what the guarantees rest on comes last.</summary>
internal static class ClientSettings
{
    // Kafka Streams' value: a crashed owner's transaction ends before its membership does.
    private const int ClassicSessionTimeoutMs = 15_000;

    // The topic decides what is too large, not the client: an input that an operator's topic took must fit into a dead letter. Below the
    // 100 MiB at which a broker drops the connection (`socket.request.max.bytes`) instead of answering.
    private const int MaxMessageBytes = 64 << 20;

    private const int BulkLingerMs = 5;
    private const int LateLingerMs = 20;
    private const int CallTimeoutMs = 30_000;

    // In the levels of syslog, which librdkafka uses.
    private const int InfoLevel = 6;

    public static ConsumerConfig GroupConsumer(KafkaConnection connection, string groupId, string memberId)
    {
        var config = Consumer(connection);
        config.GroupId = groupId;
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        if (connection.IsEmbedded || connection.GroupProtocol == GroupProtocol.Consumer)
        {
            config.GroupProtocol = Confluent.Kafka.GroupProtocol.Consumer;

            // The broker's own default does not give one number of several topics to one member.
            config.GroupRemoteAssignor = "range";
        }
        else
        {
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.Range;
            config.SessionTimeoutMs = ClassicSessionTimeoutMs;
        }

        if (!connection.IsEmbedded) config.GroupInstanceId = memberId;
        return config;
    }

    public static ConsumerConfig Reader(KafkaConnection connection, string name)
    {
        var config = Consumer(connection);

        // A group is demanded even of a consumer that never joins one; a name of its own keeps it from ever meeting another.
        config.GroupId = $"{name}-{Guid.NewGuid():N}";

        // A truncated log must be an error, not a silent jump.
        config.AutoOffsetReset = AutoOffsetReset.Error;
        config.EnablePartitionEof = true;
        return config;
    }

    public static AdminClientConfig Admin(KafkaConnection connection)
    {
        var config = new AdminClientConfig(connection.ToClientConfig());

        // A question about a topic must not make it, which it does by default on a broker that permits that.
        config.Set("allow.auto.create.topics", "false");
        return config;
    }

    public static ProducerConfig TransactionalProducer(KafkaConnection connection, string transactionalId, TimeSpan transactionTimeout)
    {
        var config = Producer(connection);
        config.TransactionalId = transactionalId;
        config.TransactionTimeoutMs = (int)transactionTimeout.TotalMilliseconds;

        // With the library's own poll thread each commit waits 10 ms for a wake-up that the thread takes away.
        config.EnableBackgroundPoll = false;

        // By default a client that lost every broker forgets them and starts anew at the bootstrap servers, but its cache still names the
        // forgotten one as the group's coordinator and waits for it (librdkafka#5511). A producer in doubt is replaced anyway.
        SetDefault(connection, config, "metadata.recovery.strategy", "none");

        // What the log says of a closed connection is all that says it.
        config.LogConnectionClose = true;
        config.LogQueue = false;
        if (!connection.Properties.TryGetValue("log_level", out var level) || !int.TryParse(level, CultureInfo.InvariantCulture, out var number) || number < InfoLevel)
            config.Set("log_level", InfoLevel.ToString(CultureInfo.InvariantCulture));
        return config;
    }

    public static ProducerConfig RecordProducer(KafkaConnection connection, ProducerPace pace)
    {
        var config = Producer(connection);
        if (pace == ProducerPace.Bulk) return config;
        SetDefault(connection, config, "linger.ms", pace == ProducerPace.Prompt ? 0 : LateLingerMs, alias: "queue.buffering.max.ms");

        // Nobody waits longer, and what is lost must show.
        SetDefault(connection, config, "message.timeout.ms", CallTimeoutMs, alias: "delivery.timeout.ms");
        return config;
    }

    private static ProducerConfig Producer(KafkaConnection connection)
    {
        var config = new ProducerConfig(connection.ToClientConfig());
        // Between commits only: a commit flushes. Without it each record wakes the sender, which doubles the work of a backlog.
        SetDefault(connection, config, "linger.ms", BulkLingerMs, alias: "queue.buffering.max.ms");
        SetDefault(connection, config, "retry.backoff.ms", 5);
        SetDefault(connection, config, "retry.backoff.max.ms", 100);
        SetDefault(connection, config, "compression.type", "lz4", alias: "compression.codec");
        SetDefault(connection, config, "message.max.bytes", MaxMessageBytes);
        SetDefault(connection, config, "topic.metadata.propagation.max.ms", 5000);
        config.EnableIdempotence = true;
        config.Acks = Acks.All;
        config.Set("partitioner", "murmur2_random");
        return config;
    }

    private static ConsumerConfig Consumer(KafkaConnection connection)
    {
        var config = new ConsumerConfig(connection.ToClientConfig());

        // The default stalls a consumer for a second whenever it outruns its own prefetching.
        SetDefault(connection, config, "fetch.queue.backoff.ms", 1);
        SetDefault(connection, config, "fetch.error.backoff.ms", 50);
        SetDefault(connection, config, "queued.min.messages", 10_000);

        // The in-process broker does not answer a waiting fetch when a record arrives.
        if (connection.IsEmbedded) config.FetchWaitMaxMs = 5;
        config.EnableAutoCommit = false;
        config.EnableAutoOffsetStore = false;
        config.IsolationLevel = IsolationLevel.ReadCommitted;
        config.AllowAutoCreateTopics = false;
        config.ConsumeResultFields = "topic,timestamp,headers";
        return config;
    }

    private static void SetDefault(KafkaConnection connection, Config config, string name, object value, string? alias = null)
    {
        if (!connection.Properties.ContainsKey(name) && (alias is null || !connection.Properties.ContainsKey(alias))) config.Set(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }
}
