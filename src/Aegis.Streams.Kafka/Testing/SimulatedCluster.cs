using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>
/// A Kafka cluster in memory, as far as exactly-once depends on it: logs with markers and a last stable offset, transactions
/// with epochs and timeouts, one consumer group with epochs, sessions and step-by-step rebalances. Single-threaded; the clock
/// and every fault come from outside, so that one seed gives one run.
/// </summary>
/// <remarks>
/// A call that would wait in vain moves the clock by its timeout instead, and then gives up: a loop with a deadline ends, and what
/// it waits for may come in the meantime.
/// </remarks>
internal sealed class SimulatedCluster
{
    private readonly SortedDictionary<string, PartitionLog[]> _topics = new(StringComparer.Ordinal);
    private readonly List<string> _misuses = [];
    private int _stalls;

    /// <summary>Initializes a cluster without topics.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="faults">What goes wrong; <see langword="null"/>: nothing.</param>
    public SimulatedCluster(SimulatedClusterOptions? options = null, FaultScript? faults = null)
    {
        Options = options ?? new SimulatedClusterOptions();
        Faults = faults ?? new FaultScript();
        Time = new SimulatedTime(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        Transactions = new TransactionCoordinator(this);
        Group = new GroupCoordinator(this);
        Offsets = new GroupOffsets();
    }

    public SimulatedClusterOptions Options { get; }

    public FaultScript Faults { get; }

    /// <summary>Gets the clock of the cluster and of every process on it.</summary>
    public SimulatedTime Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public TransactionCoordinator Transactions { get; }

    public GroupCoordinator Group { get; }

    public GroupOffsets Offsets { get; }

    /// <summary>Gets what clients were asked that no caller may ask, such as a record outside a transaction. Each is a bug of the caller.</summary>
    public IReadOnlyList<string> Misuses => _misuses;

    /// <summary>Gets or sets what the other processes do while one is stopped in the middle of a call.</summary>
    public Action<SimulatedProcess>? WhileStalled { get; set; }

    public void CreateTopic(string topic, int partitions, bool isLogAppendTime = true, int maxRecordBytes = 1 << 20) =>
        _topics.Add(topic, [.. Enumerable.Range(0, partitions).Select(number => new PartitionLog(new LogPartition(topic, number), isLogAppendTime, maxRecordBytes))]);

    /// <summary>Starts a process of the application.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>Its clients.</returns>
    public SimulatedProcess Start(string name) => new(this, name);

    public int? PartitionCount(string topic) => _topics.TryGetValue(topic, out var logs) ? logs.Length : null;

    public PartitionLog Log(LogPartition partition) =>
        _topics.TryGetValue(partition.Topic, out var logs) && partition.Partition < logs.Length ? logs[partition.Partition]
            : throw new StreamClientException(StreamClientFault.UnknownTopic, $"There is no {partition}.");

    /// <summary>Finds the log that a record goes to.</summary>
    public PartitionLog LogOf(OutboundRecord record) =>
        Log(new LogPartition(record.Topic, record.Partition ?? Murmur2.Partition(record.Key, PartitionCount(record.Topic) ?? 1)));

    /// <summary>Appends a record outside any transaction, as a caller of the application does.</summary>
    public void Append(string topic, string key, string? value, int? partition = null)
    {
        var record = new OutboundRecord(topic, Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), [], partition);
        Append(record, Now);
    }

    /// <summary>Appends a record outside any transaction.</summary>
    /// <param name="record">The record.</param>
    /// <param name="timestamp">Its time, where the topic does not set it.</param>
    public void Append(OutboundRecord record, DateTimeOffset timestamp) => LogOf(record).Append(record, timestamp, span: null);

    /// <summary>Reads every committed record of a topic, partition by partition.</summary>
    public IReadOnlyList<SourceRecord> AllCommitted(string topic) => [.. _topics[topic].SelectMany(log => log.AllCommitted())];

    /// <summary>Moves the clock, and does what is due.</summary>
    public void Advance(TimeSpan by)
    {
        Time.Advance(by);
        Tick();
    }

    /// <summary>Does what is due: late requests, timeouts, markers, sessions.</summary>
    public void Tick()
    {
        Transactions.Tick();
        Group.Tick();
    }

    /// <summary>Stops a process for a while, as SIGSTOP does; the others go on.</summary>
    public void Stall(SimulatedProcess process)
    {
        process.Pause();
        _stalls++;
        var end = Now + Faults.StallTime();
        if (_stalls == 1) WhileStalled?.Invoke(process);
        if (Now < end) Advance(end - Now);
        _stalls--;
        process.Continue();
    }

    /// <summary>Notes a bug of the caller.</summary>
    /// <returns>The exception to throw.</returns>
    public InvalidOperationException Misuse(string message)
    {
        _misuses.Add(message);
        return new InvalidOperationException(message);
    }
}
