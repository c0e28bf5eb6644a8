using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Cli.Lists;

/// <summary>Sends records in order, with a bound on what waits to be written. What could not be written ends it.</summary>
/// <param name="producer">The producer.</param>
internal sealed class ListSender(RecordProducer producer)
{
    // The queue of the client itself would hold a gigabyte.
    private const long MostWaitingBytes = 32 << 20;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private long _waiting;
    private string? _fault;

    /// <summary>Sends a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="stopping">Ends the wait for room.</param>
    /// <exception cref="CliRefusalException">An earlier record could not be written.</exception>
    public void Send(OutboundRecord record, CancellationToken stopping)
    {
        var bytes = record.Value!.Length;
        lock (_gate)
        {
            Check();
            while (_waiting > 0 && _waiting + bytes > MostWaitingBytes)
            {
                Monitor.Wait(_gate, LookInterval);
                stopping.ThrowIfCancellationRequested();
                Check();
            }

            _waiting += bytes;
        }

        producer.Produce(record, delivery => Leave(bytes, delivery.Error));
    }

    /// <summary>Waits until everything is written.</summary>
    /// <param name="stopping">Ends the wait.</param>
    /// <exception cref="CliRefusalException">Something could not be written.</exception>
    public void Flush(CancellationToken stopping)
    {
        while (!producer.Flush(LookInterval)) stopping.ThrowIfCancellationRequested();
        lock (_gate) Check();
    }

    private void Check()
    {
        if (_fault is not null) throw CliRefusalException.Fault($"a chunk could not be written: {_fault}; go on with `aegis lists resume`");
    }

    private void Leave(long bytes, string? fault)
    {
        lock (_gate)
        {
            _waiting -= bytes;
            _fault ??= fault;
            Monitor.PulseAll(_gate);
        }
    }
}
