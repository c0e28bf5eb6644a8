using System.Diagnostics;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Loads intents, starts a fresh stream, and watches it drain them.</summary>
internal sealed class DrainMeasure(CommandRun run, BenchPlan plan, TopicNames topics, string engine, BrokerMeter broker)
{
    private static readonly TimeSpan TakeWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(90);

    /// <summary>Measures.</summary>
    /// <returns>The result.</returns>
    public DrainResult Run()
    {
        var mix = new IntentMix(plan.World, plan.Seed);
        var load = new BenchLoad(run, plan, topics);
        load.LoadTables();
        load.LoadIntents(mix, plan.Count);
        var expected = Enumerable.Range(0, plan.Count).LongCount(index => mix.At(index, isReadable: false).Expected is not null);
        DrainResult? result;
        using (var host = StreamUnderTest.Start(plan.ToHostSettings(topics.Prefix, engine))) result = Drain(host, expected);
        return result with { Check = new AnswerReader(run, plan, topics, mix).Check(plan.Count) };
    }

    private DrainResult Drain(StreamUnderTest host, long expected)
    {
        using var counter = new DecisionCounter(plan.Connection, topics.Decisions, plan.Partitions);
        using var progress = new ProgressLine(run.Talk, "draining", "decisions", run.Host.Time);
        var seen = 0L;
        var (first, half, last) = (default(Mark), default(Mark), default(Mark));
        double? brokerBefore = null;
        var progressAt = Stopwatch.GetTimestamp();
        while (seen < expected)
        {
            run.Stopping.ThrowIfCancellationRequested();
            var got = counter.Take(TakeWait, most: 10_000);
            if (got == 0 && Stopwatch.GetElapsedTime(progressAt) > StallTimeout) break;
            if (got == 0) continue;
            seen += got;
            progressAt = Stopwatch.GetTimestamp();
            if (first.Reading is null) (first, brokerBefore) = (Mark.At(host, seen), broker.Seconds());
            else if (half.Reading is null && seen >= expected / 2) half = Mark.At(host, seen);
            progress.Report(seen, (double)seen / expected);
        }

        if (first.Reading is null) throw CliRefusalException.Fault($"no decision came within {StallTimeout.TotalSeconds:0} s");
        last = Mark.At(host, seen) with { Timestamp = progressAt };
        var brokerUsed = (broker.Seconds() - brokerBefore) * 1e6 / Math.Max(1, seen - first.Seen);
        return new DrainResult(engine, plan.Count, first.To(last), (half.Reading is null ? first : half).To(last), brokerUsed, new AnswerCheck(0, 0, 0, 0));
    }

    /// <summary>A moment of the drain: how many decisions had come, and what the process had used.</summary>
    private readonly record struct Mark(long Timestamp, long Seen, HostReading Reading)
    {
        public static Mark At(StreamUnderTest host, long seen) => new(Stopwatch.GetTimestamp(), seen, host.Read());

        public HostUse To(Mark later) => new(Reading, later.Reading, later.Seen - Seen, Stopwatch.GetElapsedTime(Timestamp, later.Timestamp).TotalSeconds);
    }
}
