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

    /// <summary>Initializes a producer.</summary>
    /// <param name="connection">How to reach the cluster.</param>
    /// <param name="logger">What librdkafka logs goes here.</param>
    /// <param name="isPrompt">Whether somebody waits for each record, so that none waits for others to share its request.</param>
    /// <exception cref="StreamClientException">librdkafka refuses a property.</exception>
    public RecordProducer(KafkaConnection connection, ILogger logger, bool isPrompt = false) =>
        _producer = ClientBuild.Run(() => new ProducerBuilder<byte[]?, byte[]?>(ClientSettings.RecordProducer(connection, isPrompt))
            .SetLogHandler(new ClientLog(logger).Write).Build());

    /// <summary>Queues a record; waits while the local queue is full.</summary>
    /// <param name="record">The record.</param>
    /// <param name="delivered">Called once on a thread of the client when the record is written or given up; <see langword="null"/>: nobody asks.</param>
    /// <exception cref="StreamClientException">The record can never be written, such as one that is too large.</exception>
    public void Produce(OutboundRecord record, Action<RecordDelivery>? delivered = null)
    {
        _message.Key = record.Key;
        _message.Value = record.Value;
        _message.Headers = RecordConversion.ToHeaders(record.Headers);
        var partition = new TopicPartition(record.Topic, record.Partition ?? Partition.Any);
        Action<DeliveryReport<byte[]?, byte[]?>>? handler = delivered is null ? null : report => delivered(ToDelivery(report));
        while (true)
        {
            try
            {
                _producer.Produce(partition, _message, handler);
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> fault) when (fault.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(QueueFullWait);
            }
            catch (KafkaException fault)
            {
                throw ClientFaults.Of(fault);
            }
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
