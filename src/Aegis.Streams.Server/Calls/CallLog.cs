using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Server.Calls;

/// <summary>Writes records for calls, of decisions that no task made and intents for other instances: outside any transaction, acknowledged by every replica in sync. Bounded. Thread-safe.</summary>
/// <param name="producer">The producer.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="maxPending">How many records may wait for their acknowledgement.</param>
internal sealed class CallLog(RecordProducer producer, FacadeMetrics metrics, int maxPending)
{
    // The producer keeps one message that each record fills anew.
    private readonly Lock _lock = new();
    private readonly FacadeMetrics _metrics = metrics;
    private int _pending;

    /// <summary>Gets how many records wait for their acknowledgement.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Writes the records of one decision.</summary>
    /// <param name="records">The records.</param>
    /// <returns>Whether all of them were acknowledged; <see langword="null"/>: none was taken, since too many wait.</returns>
    public Task<bool>? Write(IReadOnlyList<OutboundRecord> records)
    {
        if (Interlocked.Add(ref _pending, records.Count) > maxPending)
        {
            Interlocked.Add(ref _pending, -records.Count);
            return null;
        }

        var delivery = new Delivery(this, records.Count);
        lock (_lock)
        {
            foreach (var record in records)
            {
                try
                {
                    producer.Produce(record, delivery.Note);
                }
                catch (Exception fault) when (fault is StreamClientException or ObjectDisposedException)
                {
                    delivery.Note(new RecordDelivery(-1, -1, "refused"));
                }
            }
        }

        return delivery.Completion;
    }

    /// <summary>The records of one decision, until the last of them is acknowledged or given up.</summary>
    private sealed class Delivery(CallLog log, int count)
    {
        // The client's thread must not go on with a caller's work.
        private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;
        private int _failed;

        public Task<bool> Completion => _completion.Task;

        public void Note(RecordDelivery delivery)
        {
            Interlocked.Decrement(ref log._pending);
            if (delivery.Error is not null && Interlocked.Increment(ref _failed) == 1) log._metrics.RecordsLost();
            if (Interlocked.Decrement(ref _left) == 0) _completion.SetResult(Volatile.Read(ref _failed) == 0);
        }
    }
}
