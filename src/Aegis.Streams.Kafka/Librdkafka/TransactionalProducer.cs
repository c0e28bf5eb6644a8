using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>A transactional producer over Confluent.Kafka, polled by hand.</summary>
internal sealed class TransactionalProducer : ITransactionalProducer
{
    private static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(5);

    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly Message<byte[]?, byte[]?> _message = new();
    private (IReadOnlyList<RecordHeader> From, Headers? To) _lastHeaders = ([], null);
    private TopicPartitionOffset[] _offsets = [];
    private GroupMembership? _membership;
    private volatile bool _hasTransportDoubt;

    public TransactionalProducer(ProducerConfig config, ILogger logger) =>
        _producer = ClientBuild.Run(() => new ProducerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler(new ClientLog(logger).Write)
            .SetErrorHandler((_, error) => _hasTransportDoubt |= ClientFaults.IsTransport(error.Code))
            .Build());

    public bool HasTransportDoubt
    {
        get
        {
            // Errors wait in the queue that Poll serves.
            Poll();
            return _hasTransportDoubt;
        }
    }

    public void InitTransactions(TimeSpan timeout) => Run(() => _producer.InitTransactions(timeout));

    public void Begin()
    {
        Poll();
        _hasTransportDoubt = false;
        Run(_producer.BeginTransaction);
    }

    public void Produce(OutboundRecord record)
    {
        _message.Key = record.Key;
        _message.Value = record.Value;
        _message.Headers = Convert(record.Headers);
        while (true)
        {
            try
            {
                if (record.Partition is { } partition) _producer.Produce(new TopicPartition(record.Topic, partition), _message);
                else _producer.Produce(record.Topic, _message);
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> fault) when (fault.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(QueueFullWait);
            }
            catch (KafkaException fault)
            {
                throw ClientFaults.OfProducer(fault);
            }
        }
    }

    public void SendOffsets(IReadOnlyDictionary<LogPartition, long> offsets, IGroupMembership membership, TimeSpan timeout)
    {
        _membership = (GroupMembership)membership;
        _offsets = [.. offsets.Select(pair => new TopicPartitionOffset(pair.Key.ToTopicPartition(), pair.Value))];
        Run(() => _producer.SendOffsetsToTransaction(_offsets, _membership.Metadata, timeout));
    }

    public void Commit(TimeSpan timeout)
    {
        Run(() => _producer.CommitTransaction(timeout));
        _membership?.Consumer.CommitOffsetsIfEmbedded(_offsets);
    }

    public void Abort(TimeSpan timeout) => Run(() => _producer.AbortTransaction(timeout));

    public void Poll() => _producer.Poll(TimeSpan.Zero);

    public void Dispose() => _producer.Dispose();

    /// <summary>Converts headers; most records share one list of them, which is converted once.</summary>
    private Headers? Convert(IReadOnlyList<RecordHeader> headers)
    {
        if (headers.Count == 0) return null;
        if (!ReferenceEquals(headers, _lastHeaders.From)) _lastHeaders = (headers, RecordConversion.ToHeaders(headers));
        return _lastHeaders.To;
    }

    private static void Run(Action call)
    {
        try
        {
            call();
        }
        catch (KafkaException fault)
        {
            throw ClientFaults.OfProducer(fault);
        }
    }
}
