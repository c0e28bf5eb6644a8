using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Fills the topics of a measure before its stream starts.</summary>
internal sealed class BenchLoad(CommandRun run, BenchPlan plan, TopicNames topics)
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(60);

    private string? _error;

    /// <summary>Loads the catalog and the register of agents.</summary>
    public void LoadTables()
    {
        using var producer = new RecordProducer(plan.Connection, NullLogger.Instance);
        Load(producer, topics.Agents, new AgentRegistrationCodec(), BenchWorld.Registrations());
        Load(producer, topics.Catalog, new CatalogItemCodec(), plan.World.Items());
        Finish(producer, "the tables");
    }

    /// <summary>Loads intents.</summary>
    /// <param name="mix">The load.</param>
    /// <param name="count">How many.</param>
    public void LoadIntents(IntentMix mix, int count)
    {
        using var producer = new RecordProducer(plan.Connection, NullLogger.Instance);
        using var progress = new ProgressLine(run.Talk, "loading", "intents", run.Host.Time);
        for (var i = 0; i < count; i++)
        {
            var intent = mix.At(i, isReadable: false);
            producer.Produce(new OutboundRecord(topics.Intents, intent.Key, intent.Value, []), Delivered);
            if (i % 1000 != 0) continue;
            run.Stopping.ThrowIfCancellationRequested();
            progress.Report(i, (double)i / count);
        }

        Finish(producer, "the intents");
    }

    private void Load<T>(RecordProducer producer, string topic, ITableCodec<T> codec, IEnumerable<T> rows)
        where T : class
    {
        foreach (var row in rows) producer.Produce(new OutboundRecord(topic, codec.EncodeKey(row), codec.Encode(row), []), Delivered);
    }

    private void Finish(RecordProducer producer, string what)
    {
        if (!producer.Flush(FlushTimeout)) throw CliRefusalException.Fault($"{what} were not written within {FlushTimeout.TotalSeconds:0} s");
        if (_error is not null) throw CliRefusalException.Fault($"{what} were not written: {_error}");
    }

    private void Delivered(RecordDelivery delivery) => _error ??= delivery.Error;
}
