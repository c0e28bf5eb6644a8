using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Calls;

/// <summary>
/// Writes records for calls, of decisions that no task made and intents for other instances: outside any transaction, acknowledged by every replica in sync. What waits is bounded in bytes,
/// with a fair share for each tenant. Thread-safe.
/// </summary>
internal sealed class CallWriter : IDisposable
{
    // What the client keeps of a record besides its content.
    private const int RecordOverhead = 256;
    private static readonly TimeSpan LossMemory = TimeSpan.FromSeconds(5);

    // Of each call one record must be prompt, at most: all others share requests, so that they do not stand in the way of it.
    private readonly CallProducer _prompt;
    private readonly CallProducer _late;
    private readonly string _auditTopic;
    private readonly FairShare _room;
    private readonly FacadeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _lostAt;

    /// <summary>Opens its producers.</summary>
    /// <param name="open">Makes a producer.</param>
    /// <param name="auditTopic">The topic of audit entries, without which no call is allowed.</param>
    /// <param name="maxPendingBytes">How much may wait for its acknowledgement.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public CallWriter(Func<ProducerPace, RecordProducer> open, string auditTopic, long maxPendingBytes, FacadeMetrics metrics, TimeProvider time, ILogger logger)
    {
        (_auditTopic, _room, _metrics, _time, _logger) = (auditTopic, new FairShare(maxPendingBytes), metrics, time, logger);
        _prompt = new CallProducer(() => open(ProducerPace.Prompt), time, logger);
        try
        {
            _late = new CallProducer(() => open(ProducerPace.Late), time, logger);
        }
        catch
        {
            _prompt.Dispose();
            throw;
        }
    }

    /// <summary>Gets a value indicating whether an audit entry was lost within the last seconds. Others that are written meanwhile prove nothing: each partition has a broker of its own.</summary>
    public bool IsFailing => Interlocked.Read(ref _lostAt) is not 0 and var lostAt && _time.GetElapsedTime(lostAt) < LossMemory;

    /// <summary>Gets how many bytes wait for their acknowledgement.</summary>
    public long PendingBytes => _room.Held;

    /// <summary>Writes a record that somebody waits for.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="record">The record.</param>
    /// <returns>Whether it was acknowledged; <see langword="null"/>: it was not taken, since too much waits.</returns>
    public Task<bool>? Write(string tenant, OutboundRecord record) => Write(_prompt, tenant, record);

    /// <summary>Writes records that nobody waits for, some milliseconds later.</summary>
    /// <param name="tenant">Whose they are.</param>
    /// <param name="records">The records, one and up.</param>
    /// <returns>Whether all of them were acknowledged; <see langword="null"/>: none was taken, since too much waits.</returns>
    public Task<bool>? WriteLate(string tenant, params ReadOnlySpan<OutboundRecord> records) => Write(_late, tenant, records);

    /// <summary>Writes a record that nobody waits for, and whose loss is no loss.</summary>
    /// <param name="record">The record.</param>
    public void WriteAside(OutboundRecord record) => _late.Produce(record, static _ => { });

    /// <summary>Waits until everything is written or given up.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether nothing is left.</returns>
    public bool Flush(TimeSpan timeout)
    {
        var started = _time.GetTimestamp();
        return _prompt.Flush(timeout) & _late.Flush(timeout - _time.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prompt.Dispose();
        _late.Dispose();
    }

    private static long SizeOf(OutboundRecord record)
    {
        var size = RecordOverhead + (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0);
        foreach (var header in record.Headers) size += header.Name.Length + (header.Value?.Length ?? 0);
        return size;
    }

    private Task<bool>? Write(CallProducer producer, string tenant, params ReadOnlySpan<OutboundRecord> records)
    {
        var size = 0L;
        foreach (var record in records) size += SizeOf(record);
        if (!_room.TryTake(tenant, size)) return null;
        var delivery = new Delivery(this, tenant, size, records.Length);
        foreach (var record in records)
        {
            if (record.Topic == _auditTopic) producer.Produce(record, delivery.NoteAudit);
            else producer.Produce(record, delivery.Note);
        }

        return delivery.Completion;
    }

    private void AuditLost(string error)
    {
        var wasFailing = IsFailing;
        Interlocked.Exchange(ref _lostAt, _time.GetTimestamp());
        if (!wasFailing) _logger.AuditLost(error);
    }

    /// <summary>The records of one decision, until the last of them is acknowledged or given up.</summary>
    private sealed class Delivery(CallWriter writer, string tenant, long size, int count)
    {
        // The client's thread must not go on with a caller's work.
        private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;
        private int _failed;

        public Task<bool> Completion => _completion.Task;

        public void NoteAudit(RecordDelivery delivery)
        {
            if (delivery.Error is { } error) writer.AuditLost(error);
            Note(delivery);
        }

        public void Note(RecordDelivery delivery)
        {
            if (delivery.Error is not null && Interlocked.Increment(ref _failed) == 1) writer._metrics.RecordsLost();
            if (Interlocked.Decrement(ref _left) != 0) return;
            writer._room.Return(tenant, size);
            _completion.SetResult(Volatile.Read(ref _failed) == 0);
        }
    }
}
