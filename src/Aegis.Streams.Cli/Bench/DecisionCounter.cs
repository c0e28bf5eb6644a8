using Aegis.Streams.Kafka.Librdkafka;
using Confluent.Kafka;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Counts committed decisions as they come, and looks at nothing else: whoever measures must not take the processor from what is measured.</summary>
internal sealed class DecisionCounter : IDisposable
{
    private readonly IConsumer<Ignore, Ignore> _consumer;

    public DecisionCounter(KafkaConnection connection, string topic, int partitions)
    {
        _consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig(connection.ToClientConfig())
        {
            GroupId = $"aegis-bench-{Guid.NewGuid():N}",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            IsolationLevel = IsolationLevel.ReadCommitted,
            ConsumeResultFields = "none",
            FetchQueueBackoffMs = 1,
            FetchWaitMaxMs = connection.IsEmbedded ? 5 : 100,
        }).SetLogHandler((_, _) => { }).Build();
        _consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
    }

    /// <summary>Takes what has come.</summary>
    /// <param name="wait">How long to wait for the first.</param>
    /// <param name="most">At most how many to take.</param>
    /// <returns>How many came.</returns>
    public int Take(TimeSpan wait, int most)
    {
        var count = 0;
        while (count < most && _consumer.Consume(count == 0 ? wait : TimeSpan.Zero) is not null) count++;
        return count;
    }

    public void Dispose() => _consumer.Dispose();
}
