using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>An idempotent producer without transactions, for programs that feed a topic. Keys go where murmur2 puts them. All calls come from one thread.</summary>
public sealed class RecordProducer : IDisposable
{
    private static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(5);

    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly Message<byte[]?, byte[]?> _message = new();
    private volatile bool _hasFailed;

    /// <summary>Initializes a producer.</summary>
    /// <param name="connection">How to reach the cluster.</param>
    /// <param name="logger">What librdkafka logs goes here.</param>
    /// <param name="pace">What the records are for.</param>
    /// <exception cref="StreamClientException">librdkafka refuses a property.</exception>
    public RecordProducer(KafkaConnection connection, ILogger logger, ProducerPace pace = ProducerPace.Bulk) =>
        _producer = ClientBuild.Run(() => new ProducerBuilder<byte[]?, byte[]?>(ClientSettings.RecordProducer(connection, pace))
            .SetLogHandler(new ClientLog(logger).Write)
            .SetErrorHandler((_, error) => _hasFailed |= error.IsFatal).Build());

    /// <summary>Gets a value indicating whether the producer has failed for good, as when the broker lost its sequence: it writes nothing more, and another one must take its place.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Queues a record; waits while the local queue is full.</summary>
    /// <param name="record">The record.</param>
    /// <param name="delivered">Called once on a thread of the client when the record is written or given up; <see langword="null"/>: nobody asks.</param>
    /// <exception cref="StreamClientException">The record can never be written, such as one that is too large.</exception>
    public void Produce(OutboundRecord record, Action<RecordDelivery>? delivered = null)
    {
        while (!TryProduce(record, delivered)) _producer.Poll(QueueFullWait);
    }

    /// <summary>Queues a record if the local queue has room.</summary>
    /// <param name="record">The record.</param>
    /// <param name="delivered">Called once on a thread of the client when the record is written or given up, unless it was not queued; <see langword="null"/>: nobody asks.</param>
    /// <returns>Whether it was queued; <see langword="false"/>: the queue is full.</returns>
    /// <exception cref="StreamClientException">The record can never be written, such as one that is too large.</exception>
    public bool TryProduce(OutboundRecord record, Action<RecordDelivery>? delivered = null)
    {
        _message.Key = record.Key;
        _message.Value = record.Value;
        _message.Headers = RecordConversion.ToHeaders(record.Headers);
        var partition = new TopicPartition(record.Topic, record.Partition ?? Partition.Any);
        Action<DeliveryReport<byte[]?, byte[]?>>? handler = delivered is null ? null : report => delivered(ToDelivery(report));
        try
        {
            _producer.Produce(partition, _message, handler);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> fault) when (fault.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
        catch (KafkaException fault)
        {
            _hasFailed |= fault.Error.IsFatal || fault.Error.Code == ErrorCode.Local_Fatal;
            throw ClientFaults.Of(fault);
        }
    }

    /// <summary>Waits until everything that was queued is written or given up.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether nothing is left; <see langword="false"/>: the time is over.</returns>
    public bool Flush(TimeSpan timeout) => _producer.Flush(timeout) == 0;

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();

    private static RecordDelivery ToDelivery(DeliveryReport<byte[]?, byte[]?> report) => report.Error.IsError
        ? new RecordDelivery(-1, -1, $"{report.Error.Reason} ({report.Error.Code})")
        : new RecordDelivery(report.Partition.Value, report.Offset.Value, null);
}
