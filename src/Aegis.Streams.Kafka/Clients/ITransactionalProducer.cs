using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Clients;

/// <summary>A producer with a transactional id. All calls come from one thread.</summary>
/// <exception cref="StreamClientException">Any call may throw it; <see cref="StreamClientException.Fault"/> says what can be done.</exception>
public interface ITransactionalProducer : IDisposable
{
    /// <summary>
    /// Gets a value indicating whether the transport failed since the producer was made: a late request may still reach the broker (librdkafka#5423), and
    /// a broker that went away may not have written the markers of the last transaction. Never becomes false again; some faults show only after <see cref="Poll"/>.
    /// </summary>
    bool HasTransportDoubt { get; }

    /// <summary>Fences every earlier producer of the same transactional id and ends its open transaction.</summary>
    /// <param name="timeout">How long to wait. After <see cref="StreamClientFault.Retriable"/> a second call resumes.</param>
    void InitTransactions(TimeSpan timeout);

    /// <summary>Begins a transaction.</summary>
    void Begin();

    /// <summary>Adds a record to the open transaction. Waits while the local queue is full.</summary>
    /// <param name="record">The record.</param>
    void Produce(OutboundRecord record);

    /// <summary>Waits until the broker has every record of the open transaction: an abort drops what has not left the client.</summary>
    /// <param name="timeout">How long to wait.</param>
    void Flush(TimeSpan timeout);

    /// <summary>Adds the next offsets of the input to the open transaction. Must name one offset at least: an empty set fences nothing.</summary>
    /// <param name="offsets">For each partition, the offset to read next.</param>
    /// <param name="membership">The consumer's membership, read just now.</param>
    /// <param name="timeout">How long to wait.</param>
    void SendOffsets(IReadOnlyDictionary<LogPartition, long> offsets, IGroupMembership membership, TimeSpan timeout);

    /// <summary>Commits the open transaction.</summary>
    /// <param name="timeout">How long to wait. After <see cref="StreamClientFault.Retriable"/> the outcome is unknown and a second call resumes.</param>
    void Commit(TimeSpan timeout);

    /// <summary>Aborts the open transaction.</summary>
    /// <param name="timeout">How long to wait. After <see cref="StreamClientFault.Retriable"/> a second call resumes.</param>
    void Abort(TimeSpan timeout);

    /// <summary>Serves delivery reports and errors without waiting. To be called in every turn of the loop.</summary>
    void Poll();
}
