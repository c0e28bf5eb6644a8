using System.Diagnostics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Reads a measure's output back once it is over, and holds every answer against the load.</summary>
internal sealed class AnswerReader(CommandRun run, BenchPlan plan, TopicNames topics, IntentMix mix)
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Checks the first intents of the load.</summary>
    /// <param name="count">How many.</param>
    /// <returns>What was found.</returns>
    public AnswerCheck Check(int count)
    {
        var answered = new bool[count];
        var (repeated, wrong) = (0L, 0L);
        ReadAll(topics.Decisions, record =>
        {
            var decision = DecisionReader.Read(record);
            var index = decision is null ? -1 : mix.IndexOf(decision.IntentId);
            if (index < 0 || index >= count) wrong++;
            else Answer((int)index, decision!.Outcome);
        });
        var broken = Enumerable.Range(0, count).Where(index => !answered[index] && mix.At(index, isReadable: false).Expected is null).ToHashSet();
        var deadLetters = 0;
        ReadAll(topics.DeadLetters, _ => deadLetters++);
        var entries = 0L;
        ReadAll(topics.Audit, _ => entries++);
        var missing = answered.LongCount(isAnswered => !isAnswered) - Math.Min(broken.Count, deadLetters);
        return new AnswerCheck(missing, repeated + Math.Max(0, deadLetters - broken.Count), wrong, count - entries);

        void Answer(int index, DecisionOutcome outcome)
        {
            if (answered[index]) repeated++;
            else if (mix.At(index, isReadable: false).Expected != outcome) wrong++;
            answered[index] = true;
        }
    }

    private void ReadAll(string topic, Action<SourceRecord> take)
    {
        using var clients = new LibrdkafkaClients(plan.Connection, "aegis-bench", NullLogger.Instance);
        var partitions = Enumerable.Range(0, plan.Partitions).Select(partition => new LogPartition(topic, partition)).ToList();
        var ranges = clients.Ranges(partitions, Patience);
        using var reader = clients.CreateReader("check");
        reader.Assign(ranges.ToDictionary(range => range.Key, range => range.Value.Start));
        var lastAt = Stopwatch.GetTimestamp();
        while (partitions.Exists(partition => reader.Position(partition) < ranges[partition].End) && Stopwatch.GetElapsedTime(lastAt) < Patience)
        {
            run.Stopping.ThrowIfCancellationRequested();
            for (var i = 0; i < 1000 && reader.Poll(PollWait) is { } record; i++)
            {
                take(record);
                lastAt = Stopwatch.GetTimestamp();
            }
        }
    }
}
