using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>A reader of whole partitions over Confluent.Kafka.</summary>
internal sealed class LogReader : ILogReader
{
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly Dictionary<LogPartition, long> _positions = [];

    public LogReader(ConsumerConfig config, ILogger logger) =>
        _consumer = ClientBuild.Run(() => new ConsumerBuilder<byte[]?, byte[]?>(config).SetLogHandler(new ClientLog(logger).Write).Build());

    public void Assign(IReadOnlyDictionary<LogPartition, long> starts)
    {
        _positions.Clear();
        foreach (var (partition, offset) in starts) _positions[partition] = offset;
        try
        {
            _consumer.Assign(starts.Select(pair => new TopicPartitionOffset(pair.Key.ToTopicPartition(), pair.Value)));
        }
        catch (KafkaException fault)
        {
            throw ClientFaults.Of(fault);
        }
    }

    public SourceRecord? Poll(TimeSpan wait)
    {
        try
        {
            var result = _consumer.Consume((int)Math.Ceiling(wait.TotalMilliseconds));
            if (result is null) return null;
            // The end that the broker tells lies past markers and aborted records, where no record could show it.
            Advance(result.TopicPartition.ToLogPartition(), result.IsPartitionEOF ? result.Offset : result.Offset + 1);
            return result.IsPartitionEOF ? null : RecordConversion.ToSourceRecord(result);
        }
        catch (KafkaException fault)
        {
            throw ClientFaults.Of(fault);
        }
    }

    // The library's own position lags behind a new assignment: until its old fetcher has stopped, it is that of the former one.
    public long Position(LogPartition partition) => _positions[partition];

    public void Dispose() => _consumer.Dispose();

    private void Advance(LogPartition partition, Offset offset)
    {
        if (!offset.IsSpecial && _positions.TryGetValue(partition, out var position) && offset.Value > position) _positions[partition] = offset.Value;
    }
}
