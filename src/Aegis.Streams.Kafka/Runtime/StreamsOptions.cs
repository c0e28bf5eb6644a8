namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Settings of the stream runtime. The bounds keep `commit interval, much below transaction timeout, below session timeout`.</summary>
public sealed record StreamsOptions
{
    /// <summary>Gets the name of the application: its group, and the first part of its transactional ids.</summary>
    /// <value>The default is `aegis`.</value>
    public string ApplicationId { get; init; } = "aegis";

    /// <summary>Gets the stable name of this instance among those of the application. Two that run with one name fence each other.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Gets the number of stream threads, each with a consumer, a producer and its tasks.</summary>
    /// <value>The default is 1. Must be between 1 and 64.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the input topics. They have equal partition counts, and one task owns a number of all of them.</summary>
    public required IReadOnlyList<string> InputTopics { get; init; }

    /// <summary>Gets the changelog of keyed state; as many partitions as the inputs.</summary>
    public required string ChangelogTopic { get; init; }

    /// <summary>
    /// Gets the topics that processors write to, besides the changelog. In these, a new producer ends what a broker may have left open of its
    /// predecessor's transactions (<see cref="HangingTransactions"/>).
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> OutputTopics { get; init; } = [];

    /// <summary>Gets the longest time that a transaction collects records.</summary>
    /// <value>The default is 100 milliseconds. Must be between 1 millisecond and a quarter of <see cref="TransactionTimeout"/>.</value>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the shortest time between the starts of two commits while the input is drained: fewer transactions, each with more records.</summary>
    /// <value>The default is 10 milliseconds: against 5 it halves the p99 at 1,000/s and adds 5 ms to the median at 200/s (`docs/benchmarks.md`). Must be between 0 and <see cref="CommitInterval"/>.</value>
    public TimeSpan CommitSpacing { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Gets the shortest time from the end of a transaction to the next turn of its thread. A broker writes the markers of a commit after it has answered; a transaction that begins
    /// meanwhile is refused, and librdkafka tries again after 20 milliseconds.
    /// </summary>
    /// <value>The default is 5 milliseconds, which on a busy broker spares nine of ten such waits (`docs/benchmarks.md`). Must be between 0 and 1 second.</value>
    public TimeSpan CommitPause { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Gets the number of input records at which a transaction commits.</summary>
    /// <value>The default is 10,000, which only a backlog reaches: the commit interval comes first. Must be between 1 and 100,000.</value>
    public int MaxTransactionRecords { get; init; } = 10_000;

    /// <summary>Gets the bytes of output (keys and values) at which a transaction commits.</summary>
    /// <value>The default is 16 MiB, which only a backlog reaches. Must be between 1 KiB and 64 MiB.</value>
    public int MaxTransactionBytes { get; init; } = 16 << 20;

    /// <summary>Gets the age at which the broker aborts a transaction.</summary>
    /// <value>The default is 10 seconds, as in Kafka Streams. Must be between 1 second and 15 minutes, and no more than the broker's maximum.</value>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how often one record may make its transaction fail before it is set aside.</summary>
    /// <value>The default is 3. Must be between 1 and 100.</value>
    public int PoisonAttempts { get; init; } = 3;

    /// <summary>Gets how long a global table may take to reach its end before start fails.</summary>
    /// <value>The default is 2 minutes. Must be between 1 second and 1 hour.</value>
    public TimeSpan TableDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets how many failures of a thread in a row, without a commit between them, stop the application.</summary>
    /// <value>The default is 10. Must be between 1 and 1,000.</value>
    public int MaxThreadFailures { get; init; } = 10;

    /// <summary>Names every setting that is out of bounds.</summary>
    /// <returns>The faults; empty if there are none.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        Check(!string.IsNullOrWhiteSpace(ApplicationId), "the application id must not be empty");
        Check(!string.IsNullOrWhiteSpace(InstanceId), "the instance id must not be empty");
        Check(InputTopics.Count > 0, "at least one input topic is needed");
        Check(Threads is >= 1 and <= 64, $"threads must be between 1 and 64, not {Threads}");
        Check(TransactionTimeout >= TimeSpan.FromSeconds(1) && TransactionTimeout <= TimeSpan.FromMinutes(15), $"the transaction timeout must be between 1 s and 15 min, not {TransactionTimeout}");
        Check(CommitInterval >= TimeSpan.FromMilliseconds(1) && CommitInterval <= TransactionTimeout / 4, $"the commit interval must be between 1 ms and a quarter of the transaction timeout ({TransactionTimeout}), not {CommitInterval}");
        Check(CommitSpacing >= TimeSpan.Zero && CommitSpacing <= CommitInterval, $"the commit spacing must be between 0 and the commit interval ({CommitInterval}), not {CommitSpacing}");
        Check(CommitPause >= TimeSpan.Zero && CommitPause <= TimeSpan.FromSeconds(1), $"the commit pause must be between 0 and 1 s, not {CommitPause}");
        Check(MaxTransactionRecords is >= 1 and <= 100_000, $"the records of a transaction must be between 1 and 100,000, not {MaxTransactionRecords}");
        Check(MaxTransactionBytes is >= 1024 and <= 64 << 20, $"the bytes of a transaction must be between 1 KiB and 64 MiB, not {MaxTransactionBytes}");
        Check(PoisonAttempts is >= 1 and <= 100, $"the attempts for a record must be between 1 and 100, not {PoisonAttempts}");
        Check(TableDeadline >= TimeSpan.FromSeconds(1) && TableDeadline <= TimeSpan.FromHours(1), $"the deadline of global tables must be between 1 s and 1 h, not {TableDeadline}");
        Check(MaxThreadFailures is >= 1 and <= 1000, $"the failures of a thread must be between 1 and 1,000, not {MaxThreadFailures}");
        return faults;

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }
}
