using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Reads what partitions hold now: from their start to the end that they had when it began.</summary>
/// <param name="clients">The cluster.</param>
/// <param name="time">The clock.</param>
internal sealed class TopicScan(IStreamClients clients, TimeProvider time)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(20);

    /// <summary>Finds the partitions of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>All of them, in order.</returns>
    /// <exception cref="CliRefusalException">There is no such topic.</exception>
    public IReadOnlyList<LogPartition> Partitions(string topic) => clients.PartitionCount(topic, CallTimeout) is { } count
        ? [.. Enumerable.Range(0, count).Select(partition => new LogPartition(topic, partition))]
        : throw CliRefusalException.Fault($"the topic `{topic}` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix");

    /// <summary>Reads whole partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="report">Told how many records were read, and which part of the whole that is, 0 to 1.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>The records, each partition's in order.</returns>
    /// <exception cref="CliRefusalException">The end does not come nearer: nobody answers, or an open transaction hides it.</exception>
    public IEnumerable<SourceRecord> Read(IReadOnlyCollection<LogPartition> partitions, Action<long, double> report, CancellationToken stopping)
    {
        var ranges = clients.Ranges(partitions, CallTimeout).Where(pair => pair.Value.End > pair.Value.Start).ToDictionary();
        var total = ranges.Values.Sum(range => range.End - range.Start);
        if (total == 0) yield break;
        using var reader = clients.CreateReader("scan");
        reader.Assign(ranges.ToDictionary(pair => pair.Key, pair => pair.Value.Start));
        long count = 0;
        var heard = time.GetTimestamp();
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (reader.Poll(PollWait) is { } record)
            {
                heard = time.GetTimestamp();
                var range = ranges[new LogPartition(record.Topic, record.Partition)];
                if (record.Offset >= range.End) continue;
                report(++count, Math.Min(1, (double)count / total));
                yield return record;
            }
            else if (ranges.All(pair => reader.Position(pair.Key) >= pair.Value.End))
            {
                yield break;
            }
            else if (time.GetElapsedTime(heard) > MaxSilence)
            {
                var missing = ranges.Where(pair => reader.Position(pair.Key) < pair.Value.End).Select(pair => $"{pair.Key} is at {reader.Position(pair.Key)} of {pair.Value.End}");
                throw CliRefusalException.Fault($"nothing came for {MaxSilence.TotalSeconds:0} s: {string.Join(", ", missing)}; the brokers do not answer, or an open transaction hides the rest; try again");
            }
        }
    }
}
