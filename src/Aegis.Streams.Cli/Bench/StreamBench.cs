using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Cli.Bench;

/// <summary>One run of `aegis bench stream`, from its options to its exit code.</summary>
internal sealed class StreamBench(CommandRun run, StreamBenchOptions options)
{
    private readonly BenchReport _report = new(run.Data, run.IsJson);
    private bool _isIncomplete;

    /// <summary>Measures what was asked for.</summary>
    /// <returns>The exit code: incomplete if an intent has not its one right answer.</returns>
    public int Run()
    {
        using var embedded = options.IsEmbedded(run) ? EmbeddedBroker.Start() : null;
        var plan = options.Plan(run, embedded is null ? options.Connect(run) : new KafkaConnection(embedded.BootstrapServers) { IsEmbedded = true });
        using var broker = new BrokerMeter(plan.BrokerPid);
        if (embedded is not null) run.Talk.Warn("the embedded broker is no Kafka: compare its figures with each other only");
        foreach (var engine in plan.Engines)
            if (plan.Count > 0) Drain(plan, engine, embedded, broker);
        foreach (var engine in plan.Engines)
            if (plan.Rates.Count > 0) Drive(plan, engine, embedded, broker);
        _report.Finish(plan);
        return _isIncomplete ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private void Drain(BenchPlan plan, string engine, EmbeddedBroker? embedded, BrokerMeter broker)
    {
        run.Talk.Note($"draining {plan.Count:N0} intents with the engine {engine} at {plan.Connection.BootstrapServers}, topics {plan.Prefix}.{engine}.drain.*", Ink.Dim);
        using var topics = BenchTopics.Make(plan, $"{plan.Prefix}.{engine}.drain", embedded);
        var result = new DrainMeasure(run, plan, topics.Names, engine, broker).Run();
        _report.Add(result);
        Judge($"the drain with {engine}", result.Check);
    }

    private void Drive(BenchPlan plan, string engine, EmbeddedBroker? embedded, BrokerMeter broker)
    {
        run.Talk.Note($"driving {string.Join(", ", plan.Rates)} intents/s with the engine {engine} at {plan.Connection.BootstrapServers}, topics {plan.Prefix}.{engine}.rate.*", Ink.Dim);
        using var topics = BenchTopics.Make(plan, $"{plan.Prefix}.{engine}.rate", embedded);
        new RateMeasure(run, plan, topics.Names, engine, broker).Run(result =>
        {
            _report.Add(result);
            Judge($"the rate of {result.Rate}/s with {engine}", result.Check);
        });
    }

    private void Judge(string what, AnswerCheck check)
    {
        if (check.IsComplete) return;
        _isIncomplete = true;
        run.Talk.Fault($"{what}: {check}");
    }
}
