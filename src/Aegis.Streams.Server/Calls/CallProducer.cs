using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Calls;

/// <summary>The producer of the records of calls. One that failed for good is replaced by the next record. Thread-safe.</summary>
/// <param name="open">Makes a producer.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class CallProducer(Func<RecordProducer> open, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan RestTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ReplaceInterval = TimeSpan.FromSeconds(1);

    // A producer keeps one message that each record fills anew.
    private readonly Lock _lock = new();
    private RecordProducer _producer = open();
    private long _replacedAt;

    /// <summary>Queues a record, and never waits.</summary>
    /// <param name="record">The record.</param>
    /// <param name="delivered">Called once, when it is written or given up.</param>
    public void Produce(OutboundRecord record, Action<RecordDelivery> delivered)
    {
        string? refusal = null;
        lock (_lock)
        {
            try
            {
                if (_producer.HasFailed && !TryReplace()) refusal = "the producer has failed, and its successor too";
                else if (!_producer.TryProduce(record, delivered)) refusal = "the queue of the client is full";
            }
            catch (Exception fault) when (fault is StreamClientException or ObjectDisposedException)
            {
                refusal = fault.Message;
            }
        }

        if (refusal is not null) delivered(new RecordDelivery(-1, -1, refusal));
    }

    /// <summary>Waits until everything that was queued is written or given up.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether nothing is left; <see langword="false"/>: the time is over.</returns>
    public bool Flush(TimeSpan timeout)
    {
        RecordProducer producer;
        lock (_lock) producer = _producer;
        return producer.Flush(timeout);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) _producer.Dispose();
    }

    /// <summary>Replaces the producer, unless its predecessor failed a moment ago: a cluster that lets none work must not have to refuse a new client with each record.</summary>
    private bool TryReplace()
    {
        if (_replacedAt != 0 && time.GetElapsedTime(_replacedAt) < ReplaceInterval) return false;
        _replacedAt = time.GetTimestamp();
        var failed = _producer;
        _producer = open();
        logger.ProducerReplaced();

        // Whoever waits for a record of the old one is told what became of it.
        _ = Task.Run(() =>
        {
            while (!failed.Flush(RestTimeout))
            {
                // Each record has a time of its own, which the operator may have set.
            }

            failed.Dispose();
        });
        return true;
    }
}
