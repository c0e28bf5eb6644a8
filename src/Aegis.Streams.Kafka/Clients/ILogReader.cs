using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Clients;

/// <summary>A read-committed consumer without a group: for restores and global tables. All calls come from one thread.</summary>
/// <exception cref="StreamClientException">Any call may throw it; <see cref="StreamClientException.Fault"/> says what can be done.</exception>
public interface ILogReader : IDisposable
{
    /// <summary>Replaces the assignment.</summary>
    /// <param name="starts">The first offset to read of each partition. An offset that is no longer in the log makes Poll throw with <see cref="StreamClientFault.OffsetOutOfRange"/>.</param>
    void Assign(IReadOnlyDictionary<LogPartition, long> starts);

    /// <summary>Takes the next record.</summary>
    /// <param name="wait">How long to wait for one. Zero does not wait.</param>
    /// <returns>The record; <see langword="null"/> if none came in time.</returns>
    SourceRecord? Poll(TimeSpan wait);

    /// <summary>Finds how far a partition was read. Steps over transaction markers, aborted records and compaction gaps.</summary>
    /// <param name="partition">An assigned partition.</param>
    /// <returns>The offset to read next.</returns>
    long Position(LogPartition partition);
}
