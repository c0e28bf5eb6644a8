using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Clients;

/// <summary>A read-committed consumer in the group of the application. All calls come from one thread, but for <see cref="Wake"/>.</summary>
/// <exception cref="StreamClientException">Any call may throw it; <see cref="StreamClientException.Fault"/> says what can be done.</exception>
public interface IGroupConsumer : IDisposable
{
    /// <summary>Gets the membership as of now.</summary>
    IGroupMembership Membership { get; }

    /// <summary>Joins the group for some topics.</summary>
    /// <param name="topics">The topics; partitions of one number go to one member.</param>
    /// <param name="listener">Hears of rebalances. What it throws is thrown by Poll or Close after the rebalance.</param>
    void Subscribe(IReadOnlyList<string> topics, IRebalanceListener listener);

    /// <summary>Takes the next record.</summary>
    /// <param name="wait">How long to wait for one. Zero does not wait.</param>
    /// <returns>The record; <see langword="null"/> if none came in time or <see cref="Wake"/> was called.</returns>
    SourceRecord? Poll(TimeSpan wait);

    /// <summary>Reads the group's committed offsets; waits until no transaction of a former owner is pending on them.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>The offset of each partition to read next; <see langword="null"/> where none was committed.</returns>
    IReadOnlyDictionary<LogPartition, long?> Committed(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout);

    /// <summary>Makes an offset the next to be delivered. Records that were fetched before are dropped.</summary>
    /// <param name="partition">An assigned partition.</param>
    /// <param name="offset">The offset.</param>
    void Seek(LogPartition partition, long offset);

    /// <summary>Stops delivery from partitions; the membership stays alive while Poll is called.</summary>
    /// <param name="partitions">Assigned partitions.</param>
    void Pause(IReadOnlyCollection<LogPartition> partitions);

    /// <summary>Starts delivery again.</summary>
    /// <param name="partitions">Assigned partitions.</param>
    void Resume(IReadOnlyCollection<LogPartition> partitions);

    /// <summary>Measures how far delivery is behind the end that read-committed readers may see, from what was fetched last; asks no broker.</summary>
    /// <param name="partition">An assigned partition.</param>
    /// <returns>Records and markers still to come, 0 and up; <see langword="null"/> if nothing was fetched yet.</returns>
    long? Lag(LogPartition partition);

    /// <summary>Makes a Poll that waits return at once. May be called from any thread.</summary>
    void Wake();

    /// <summary>Leaves the group: revokes what is assigned and tells the coordinator.</summary>
    void Close();
}
