using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Checks, before anything runs, that the keyed state was built for the partition count that the input has now.</summary>
internal static class StateLayout
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    // After which what is left is hidden, not late.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <summary>Finds the partition count that all inputs and the changelog have.</summary>
    /// <exception cref="StreamsHaltedException">A topic is missing, or the counts differ.</exception>
    public static int PartitionCount(IStreamClients clients, StreamsOptions options, TimeSpan timeout)
    {
        var counts = options.InputTopics.Append(options.ChangelogTopic).ToDictionary(topic => topic, topic => clients.PartitionCount(topic, timeout)
            ?? throw new StreamsHaltedException($"the topic `{topic}` does not exist; create it with `aegis topics apply`."));
        if (counts.Values.Distinct().Count() > 1)
            throw new StreamsHaltedException($"these topics must have equal partition counts: {string.Join(", ", counts.Select(pair => $"`{pair.Key}` has {pair.Value}"))}.");
        return counts[options.ChangelogTopic];
    }

    /// <summary>
    /// Reads the first record of each partition of the changelog: the metadata of its task. What an open transaction hides is left to the
    /// restore, which checks the same.
    /// </summary>
    /// <exception cref="StreamsHaltedException">A topic is missing, the counts differ, or the state was built for another count.</exception>
    public static void Check(IStreamClients clients, StreamsOptions options, TimeProvider time, TimeSpan timeout)
    {
        var started = time.GetTimestamp();
        var count = PartitionCount(clients, options, timeout);
        var ranges = clients.Ranges([.. Enumerable.Range(0, count).Select(partition => new LogPartition(options.ChangelogTopic, partition))], timeout);
        var unread = ranges.Where(pair => pair.Value.Start < pair.Value.End).ToDictionary(pair => pair.Key.Partition, pair => pair.Value.Start);
        if (unread.Count == 0) return;

        // All at once: each new assignment waits for the fetches of the last one.
        using var reader = clients.CreateReader($"{options.InstanceId}-layout");
        reader.Assign(unread.ToDictionary(pair => new LogPartition(options.ChangelogTopic, pair.Key), pair => pair.Value));
        var heard = started;
        while (unread.Count > 0 && time.GetElapsedTime(heard) < Silence && time.GetElapsedTime(started) < timeout)
        {
            if (reader.Poll(PollWait) is { } record)
            {
                heard = time.GetTimestamp();
                if (unread.Remove(record.Partition)) CheckFirst(record, count);
                continue;
            }

            // What was aborted leaves nothing to read.
            foreach (var (partition, range) in ranges)
                if (unread.ContainsKey(partition.Partition) && reader.Position(partition) >= range.End) unread.Remove(partition.Partition);
        }
    }

    private static void CheckFirst(SourceRecord record, int partitionCount)
    {
        var change = ChangelogRecord.Decode(record);
        if (!ChangelogRecord.IsMetadata(change.Key) || change.Entry is not { } metadata)
            throw new StreamsHaltedException(
                $"the changelog `{record.Topic}` [{record.Partition}] does not begin with the metadata of a task (offset {record.Offset}): it was truncated, or another program wrote to it. " +
                "State that is incomplete would spend and answer twice; restore the topic, or start under another --prefix with empty state.");
        ChangelogRecord.CheckMetadata(record, metadata.Value, partitionCount);
    }
}
