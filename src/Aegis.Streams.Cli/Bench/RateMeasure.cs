using System.Diagnostics;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using HdrHistogram;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli.Bench;

/// <summary>
/// Sends intents at fixed rates whatever the answers do (an open loop): each latency counts from the moment its intent was due, so
/// that a stream that falls behind cannot hide it.
/// </summary>
internal sealed class RateMeasure(CommandRun run, BenchPlan plan, TopicNames topics, string engine, BrokerMeter broker)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerWait = TimeSpan.FromMilliseconds(20);

    private readonly IntentMix _mix = new(plan.World, plan.Seed);

    private int _next;

    /// <summary>Measures every rate of the plan with one stream, in their order.</summary>
    /// <param name="done">Gets each result.</param>
    public void Run(Action<RateResult> done)
    {
        new BenchLoad(run, plan, topics).LoadTables();
        using var host = StreamUnderTest.Start(plan.ToHostSettings(topics.Prefix, engine));
        host.WaitUntilRunning(StartTimeout, run.Stopping);
        var total = plan.Rates.Sum(rate => CountOf(rate, plan.WarmUp) + CountOf(rate, plan.Measured));
        using var flight = new Flight(plan, topics, _mix, total);
        using var producer = new RecordProducer(Unbuffered(plan.Connection), NullLogger.Instance);
        foreach (var rate in plan.Rates) done(Measure(rate, host, flight, producer));
    }

    private static int CountOf(int rate, TimeSpan duration) => (int)(rate * duration.TotalSeconds);

    private RateResult Measure(int rate, StreamUnderTest host, Flight flight, RecordProducer producer)
    {
        var lateness = new LongHistogram(TimeSpan.FromMinutes(10).Ticks / TimeSpan.TicksPerMicrosecond, 3);
        Send(rate, plan.WarmUp, "warming up", flight, producer, lateness);
        lateness.Reset();
        var from = _next;
        var (before, brokerBefore, started) = (host.Read(), broker.Seconds(), Stopwatch.GetTimestamp());
        Send(rate, plan.Measured, "measuring", flight, producer, lateness);
        var (after, brokerAfter, seconds) = (host.Read(), broker.Seconds(), Stopwatch.GetElapsedTime(started).TotalSeconds);
        AwaitAnswers(flight);
        var latency = new LongHistogram(TimeSpan.FromMinutes(10).Ticks / TimeSpan.TicksPerMicrosecond, 3);
        var check = flight.Collect(from, _next, latency);
        return new RateResult(engine, rate, latency, lateness, new HostUse(before, after, _next - from, seconds), (brokerAfter - brokerBefore) / seconds, check);
    }

    private void Send(int rate, TimeSpan duration, string what, Flight flight, RecordProducer producer, LongHistogram lateness)
    {
        using var progress = new ProgressLine(run.Talk, $"{what} at {rate:N0}/s", "intents", run.Host.Time);
        var (started, count) = (Stopwatch.GetTimestamp(), CountOf(rate, duration));
        for (var i = 0; i < count; i++)
        {
            var due = started + (long)((double)i / rate * Stopwatch.Frequency);
            var intent = _mix.At(_next, isReadable: true);
            PreciseWait.Until(due);
            run.Stopping.ThrowIfCancellationRequested();
            flight.Due(_next++, due, intent.Expected);
            producer.Produce(new OutboundRecord(topics.Intents, intent.Key, intent.Value, []));
            lateness.RecordValue(Math.Max(0, (long)Stopwatch.GetElapsedTime(due).TotalMicroseconds));
            progress.Report(i, (double)i / count);
        }
    }

    private void AwaitAnswers(Flight flight)
    {
        var started = Stopwatch.GetTimestamp();
        while (flight.Answered < _next && Stopwatch.GetElapsedTime(started) < AnswerTimeout)
        {
            run.Stopping.WaitHandle.WaitOne(AnswerWait);
            run.Stopping.ThrowIfCancellationRequested();
        }
    }

    /// <summary>An agent waits for its answer, so it does not let its intent wait for others.</summary>
    private static KafkaConnection Unbuffered(KafkaConnection connection) =>
        connection with { Properties = new Dictionary<string, string>(connection.Properties) { ["linger.ms"] = "0" } };
}
