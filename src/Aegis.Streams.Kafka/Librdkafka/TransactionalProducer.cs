using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>A transactional producer over Confluent.Kafka, polled by hand.</summary>
internal sealed class TransactionalProducer : ITransactionalProducer
{
    private static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan OverdueAfter = TimeSpan.FromSeconds(1);

    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly Message<byte[]?, byte[]?> _message = new();
    private (IReadOnlyList<RecordHeader> From, Headers? To) _lastHeaders = ([], null);
    private TopicPartitionOffset[] _offsets = [];
    private GroupMembership? _membership;
    private volatile bool _hasTransportDoubt;
    private readonly OverdueCalls _overdueCalls;
    private Task? _overdue;

    public TransactionalProducer(ProducerConfig config, OverdueCalls overdueCalls, ILogger logger)
    {
        _overdueCalls = overdueCalls;
        var log = new ClientLog(logger);
        _producer = ClientBuild.Run(() => new ProducerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((client, message) =>
            {
                // The library reports a connection that the broker closed in order nowhere else.
                if (TransportDoubt.IsIn(message)) _hasTransportDoubt = true;
                log.Write(client, message);
            })
            .SetErrorHandler((_, error) =>
            {
                if (TransportDoubt.IsIn(error)) _hasTransportDoubt = true;
            })
            .Build());
    }

    public bool HasTransportDoubt => _hasTransportDoubt;

    public void InitTransactions(TimeSpan timeout) => Run(() => _producer.InitTransactions(timeout));

    public void Begin() => Run(_producer.BeginTransaction);

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

    public void Flush(TimeSpan timeout) => Run(() =>
    {
        var left = _producer.Flush(timeout);
        if (left > 0) throw new StreamClientException(StreamClientFault.Retriable, $"{left} records were not sent within {timeout.TotalSeconds:0.#} s");
    });

    public void SendOffsets(IReadOnlyDictionary<LogPartition, long> offsets, IGroupMembership membership, TimeSpan timeout)
    {
        _membership = (GroupMembership)membership;
        _offsets = [.. offsets.Select(pair => new TopicPartitionOffset(pair.Key.ToTopicPartition(), pair.Value))];
        var metadata = _membership.Metadata;
        var call = Task.Run(() => Run(() => _producer.SendOffsetsToTransaction(_offsets, metadata, timeout)));

        // librdkafka waits for the group's coordinator past its timeout, if need be for ever (librdkafka#5456, #5511).
        if (Task.WaitAny([call], timeout + OverdueAfter) < 0)
        {
            _overdue = call;
            throw new StreamClientException(StreamClientFault.Fatal, $"the group's coordinator did not take the offsets within {timeout.TotalSeconds:0.#} s");
        }

        call.GetAwaiter().GetResult();
    }

    public void Commit(TimeSpan timeout)
    {
        Run(() => _producer.CommitTransaction(timeout));
        _membership?.Consumer.CommitOffsetsIfEmbedded(_offsets);
    }

    public void Abort(TimeSpan timeout) => Run(() => _producer.AbortTransaction(timeout));

    public void Poll() => _producer.Poll(TimeSpan.Zero);

    /// <summary>Lets the producer go; one that is still in a call goes when the call returns. Whatever that still does is fenced by the next producer of the name.</summary>
    public void Dispose()
    {
        if (_overdue is null) _producer.Dispose();
        else _overdueCalls.Add(_overdue, _producer.Dispose);
    }

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
