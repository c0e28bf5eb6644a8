using System.Runtime.ExceptionServices;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>A consumer in a group over Confluent.Kafka.</summary>
internal sealed class GroupConsumer : IGroupConsumer
{
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly ClientQueue _queue;
    private readonly bool _isEmbedded;
    private IRebalanceListener? _listener;
    private ExceptionDispatchInfo? _listenerFault;

    public GroupConsumer(ConsumerConfig config, bool isEmbedded, ILogger logger)
    {
        _isEmbedded = isEmbedded;
        _consumer = ClientBuild.Run(() => new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler(new ClientLog(logger).Write)
            .SetPartitionsAssignedHandler((_, partitions) => Tell(listener => listener.PartitionsAssigned(ToLogPartitions(partitions))))
            .SetPartitionsRevokedHandler((_, partitions) => Tell(listener => listener.PartitionsRevoked(ToLogPartitions(partitions))))
            .SetPartitionsLostHandler((_, partitions) => Tell(listener => listener.PartitionsLost(ToLogPartitions(partitions))))
            .Build());
        _queue = new ClientQueue(_consumer.Handle);
    }

    public IGroupMembership Membership
    {
        get
        {
            // A consumer that leaves its group has none, and Confluent.Kafka would hand the null pointer on, which ends the process.
            var metadata = NativeMethods.GetGroupMetadata(NativeMethods.HandleOf(_consumer.Handle));
            if (metadata == 0) throw new StreamClientException(StreamClientFault.Fatal, "the consumer is leaving its group: nothing can be committed in its name any longer");
            NativeMethods.DestroyGroupMetadata(metadata);
            return new GroupMembership(_consumer.ConsumerGroupMetadata, this);
        }
    }

    public void Subscribe(IReadOnlyList<string> topics, IRebalanceListener listener)
    {
        _listener = listener;
        Run(() => _consumer.Subscribe(topics));
    }

    public SourceRecord? Poll(TimeSpan wait)
    {
        ConsumeResult<byte[]?, byte[]?>? result;
        try
        {
            // Whole milliseconds are all that librdkafka waits for: to the nearest, so that a short wait neither spins nor oversleeps.
            result = _consumer.Consume((int)Math.Round(wait.TotalMilliseconds));
        }
        catch (KafkaException fault)
        {
            ThrowListenerFault();
            throw ClientFaults.Of(fault);
        }

        ThrowListenerFault();
        return result is null ? null : RecordConversion.ToSourceRecord(result);
    }

    public IReadOnlyDictionary<LogPartition, long?> Committed(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout) => Run(() =>
        _consumer.Committed(partitions.Select(partition => partition.ToTopicPartition()), timeout)
            .ToDictionary(committed => committed.TopicPartition.ToLogPartition(), committed => committed.Offset.IsSpecial ? null : (long?)committed.Offset.Value));

    public void Seek(LogPartition partition, long offset) => Run(() => _consumer.Seek(new TopicPartitionOffset(partition.ToTopicPartition(), offset)));

    public void Pause(IReadOnlyCollection<LogPartition> partitions) => Run(() => _consumer.Pause(partitions.Select(partition => partition.ToTopicPartition())));

    public void Resume(IReadOnlyCollection<LogPartition> partitions) => Run(() => _consumer.Resume(partitions.Select(partition => partition.ToTopicPartition())));

    public long? Lag(LogPartition partition) => Run(() =>
    {
        var end = _consumer.GetWatermarkOffsets(partition.ToTopicPartition()).High;
        var position = _consumer.Position(partition.ToTopicPartition());
        return end.IsSpecial || position.IsSpecial ? null : (long?)Math.Max(0, end.Value - position.Value);
    });

    public void Wake() => _queue.Yield();

    public void Close()
    {
        _queue.Dispose();
        Run(_consumer.Close);
        ThrowListenerFault();
    }

    public void Dispose()
    {
        _queue.Dispose();
        _consumer.Dispose();
    }

    /// <summary>Stores offsets outside the transaction, for the in-process broker, which takes those of a transaction and forgets them.</summary>
    public void CommitOffsetsIfEmbedded(IEnumerable<TopicPartitionOffset> offsets)
    {
        if (_isEmbedded) Run(() => _consumer.Commit(offsets));
    }

    private static List<LogPartition> ToLogPartitions(List<TopicPartition> partitions) => partitions.ConvertAll(RecordConversion.ToLogPartition);

    private static List<LogPartition> ToLogPartitions(List<TopicPartitionOffset> partitions) => partitions.ConvertAll(partition => partition.TopicPartition.ToLogPartition());

    /// <summary>Calls the listener. What escaped a handler would make the library unassign everything, so it is kept until the call that ran the handler returns.</summary>
    private void Tell(Action<IRebalanceListener> tell)
    {
        try
        {
            if (_listener is not null) tell(_listener);
        }
        catch (Exception fault)
        {
            _listenerFault ??= ExceptionDispatchInfo.Capture(fault);
        }
    }

    private void ThrowListenerFault()
    {
        if (_listenerFault is not { } fault) return;
        _listenerFault = null;
        fault.Throw();
    }

    private static void Run(Action call) => Run(() =>
    {
        call();
        return true;
    });

    private static T Run<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (KafkaException fault)
        {
            throw ClientFaults.Of(fault);
        }
    }
}
