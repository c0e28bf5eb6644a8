using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// Tells a transaction that was too old, which looks like a fence to the client (KIP-588 is not in librdkafka), from two instances that
/// fence each other again and again.
/// </summary>
internal sealed class FenceCount(string transactionalId, string instanceId, TimeProvider time)
{
    private const int MaxPerMinute = 5;

    private readonly Queue<long> _fences = new();

    /// <summary>Counts a fault if it is a fence.</summary>
    /// <exception cref="StreamsHaltedException">There were too many.</exception>
    public void Add(Exception fault)
    {
        if (fault is not StreamClientException { Fault: StreamClientFault.Fenced }) return;
        _fences.Enqueue(time.GetTimestamp());
        while (time.GetElapsedTime(_fences.Peek()) > TimeSpan.FromMinutes(1)) _fences.Dequeue();
        if (_fences.Count >= MaxPerMinute)
            throw new StreamsHaltedException(
                $"`{transactionalId}` was fenced {_fences.Count} times within a minute: another running instance uses the instance id `{instanceId}`. Give each its own --instance-id.", fault);
    }
}
