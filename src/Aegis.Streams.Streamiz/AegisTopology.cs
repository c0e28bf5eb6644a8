using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Streamiz.Kafka.Net;
using Streamiz.Kafka.Net.Processors.Public;
using Streamiz.Kafka.Net.SerDes;
using Streamiz.Kafka.Net.State;

namespace Aegis.Streams.Streamiz;

/// <summary>
/// The stateless path of an intent as a topology of Streamiz: intents in, decisions, reply copies, audit entries and dead letters out. It decides by the same
/// <see cref="DecisionPipeline"/> as the native engine, each record on its own: a repeated intent is decided again. `docs/streamiz.md` says what this engine gives.
/// </summary>
public static class AegisTopology
{
    /// <summary>Writes the path into a topology.</summary>
    /// <param name="builder">The builder of the application.</param>
    /// <param name="options">What it decides with.</param>
    /// <exception cref="InvalidOperationException">A topic does not exist.</exception>
    public static void Build(StreamBuilder builder, AegisTopologyOptions options)
    {
        var topics = options.Pipeline.Topics;
        var catalog = AddTable(builder, topics.Catalog, new CatalogItemCodec(), options);
        var agents = AddTable(builder, topics.Agents, new AgentRegistrationCodec(), options);
        var pipeline = new DecisionPipeline(options.Pipeline, new IntentReader(options.Limits), options.CommitmentKey);
        var decisions = new DecisionMaker(pipeline, options, options.PartitionCount(topics.Intents), catalog, agents);

        var (bytes, outputs) = (new ByteArraySerDes(), new OutboundRecordSerDes());
        var made = builder.Stream(topics.Intents, bytes, bytes, "aegis-intents")
            .Transform(TransformerBuilder.New<byte[], byte[], byte[], OutboundRecord>().Transformer<DecisionTransformer>(decisions).Build(), "aegis-decide");
        var branches = made.Branch(
            "aegis-output-",
            (_, output, _) => output.Topic == topics.Decisions,
            (_, output, _) => output.Topic == topics.Audit,
            (_, output, _) => output.Topic == topics.DeadLetters,
            (_, output, _) => output.Topic == topics.Intents,
            (_, _, _) => true);

        var partitioner = new OutputPartitioner();
        branches[0].To(new OutputTopic(), partitioner, bytes, outputs, "aegis-decisions");
        branches[1].To(new OutputTopic(), partitioner, bytes, outputs, "aegis-audit");
        branches[2].To(new OutputTopic(), partitioner, bytes, outputs, "aegis-dead-letters");
        branches[3].To(new OutputTopic(), partitioner, bytes, outputs, "aegis-forwarded");
        branches[4].To(new OutputTopic(), partitioner, bytes, outputs, "aegis-replies");
    }

    /// <summary>
    /// Adds a global table. Not by <see cref="StreamBuilder"/>'s GlobalTable: a decision names the partition and offset of the rows that it used, and those only a
    /// processor of the table's records is told.
    /// </summary>
    private static TableView<T> AddTable<T>(StreamBuilder builder, string topic, ITableCodec<T> codec, AegisTopologyOptions options)
        where T : class
    {
        var table = new TableView<T>(topic, codec, options.PartitionCount(topic), options.Logger);
        var bytes = new ByteArraySerDes();
        var store = new KeyValueStoreBuilder<byte[], byte[]>(Stores.InMemoryKeyValueStore(topic), bytes, bytes);
        builder.AddGlobalStore(store, topic, ProcessorBuilder.New<byte[], byte[]>().Processor<TableProcessor>((Action<SourceRecord>)table.Apply).Build(), bytes, bytes);
        return table;
    }
}
