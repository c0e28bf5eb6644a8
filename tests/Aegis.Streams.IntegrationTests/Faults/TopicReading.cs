using System.Diagnostics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Reads topics whole, as a committed reader sees them.</summary>
internal static class TopicReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads every partition from its start to the end it has now; waits for transactions that are open.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="patience">How long to wait for them; <see langword="null"/>: a minute.</param>
    public static List<SourceRecord> ReadAll(LibrdkafkaClients clients, string topic, TimeSpan? patience = null)
    {
        using var reader = clients.CreateReader($"check-{topic}");
        var count = Ask(() => clients.PartitionCount(topic, Patience))!.Value;
        var ranges = Ask(() => clients.Ranges([.. Enumerable.Range(0, count).Select(partition => new LogPartition(topic, partition))], Patience));
        reader.Assign(ranges.ToDictionary(pair => pair.Key, pair => pair.Value.Start));
        var records = new List<SourceRecord>();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            while (reader.Poll(TimeSpan.FromMilliseconds(20)) is { } record) records.Add(record);
            var behind = ranges.Where(pair => reader.Position(pair.Key) < pair.Value.End).ToList();
            if (behind.Count == 0) return records;
            Assert.True(clock.Elapsed < (patience ?? Patience), $"{behind[0].Key} could be read to {reader.Position(behind[0].Key)} of {behind[0].Value.End} only: a transaction is still open.");
        }
    }

    /// <summary>Asks again where that may help: a broker that came back may not know yet that it leads a partition again.</summary>
    private static T Ask<T>(Func<T> question)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return question();
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable && clock.Elapsed < Patience)
            {
                // Asked anew at once; each question takes its time.
            }
        }
    }
}
