using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Checks, before anything runs, that the keyed state was built for the partition count that the input has now.</summary>
internal static class StateLayout
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the first record of each partition of the changelog: the metadata of its task.</summary>
    /// <exception cref="StreamsHaltedException">A topic is missing, the counts differ, or the state was built for another count.</exception>
    public static void Check(IStreamClients clients, StreamsOptions options, TimeSpan timeout)
    {
        var counts = options.InputTopics.Append(options.ChangelogTopic).ToDictionary(topic => topic, topic => clients.PartitionCount(topic, timeout)
            ?? throw new StreamsHaltedException($"the topic `{topic}` does not exist; create it with `aegis topics apply`."));
        if (counts.Values.Distinct().Count() > 1)
            throw new StreamsHaltedException($"these topics must have equal partition counts: {string.Join(", ", counts.Select(pair => $"`{pair.Key}` has {pair.Value}"))}.");

        var count = counts[options.ChangelogTopic];
        var partitions = Enumerable.Range(0, count).Select(partition => new LogPartition(options.ChangelogTopic, partition)).ToList();
        var ranges = clients.Ranges(partitions, timeout);
        using var reader = clients.CreateReader($"{options.InstanceId}-layout");
        foreach (var (partition, range) in ranges.Where(pair => pair.Value.Start < pair.Value.End))
        {
            reader.Assign(new Dictionary<LogPartition, long> { [partition] = range.Start });
            while (reader.Position(partition) < range.End)
            {
                if (reader.Poll(PollWait) is not { } record) continue;
                var change = ChangelogRecord.Decode(record);
                if (!ChangelogRecord.IsMetadata(change.Key) || change.Entry is not { } metadata)
                    throw new StreamsHaltedException($"the changelog `{partition.Topic}` [{partition.Partition}] does not begin with the metadata of a task: another program wrote to it.");
                ChangelogRecord.CheckMetadata(record, metadata.Value, count);
                break;
            }
        }
    }
}
