using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;

namespace Aegis.Streams.Streamiz;

/// <summary>Lets the pipeline decide one record with what is known now, and without any memory. Thread-safe.</summary>
internal sealed class DecisionMaker(
    DecisionPipeline pipeline, AegisTopologyOptions options, int partitionCount, TableView<CatalogItem> catalog, TableView<AgentRegistration> agents)
{
    /// <summary>Decides.</summary>
    /// <param name="record">The record.</param>
    /// <param name="state">An empty state, which is empty again afterwards.</param>
    /// <returns>What to write.</returns>
    public IReadOnlyList<OutboundRecord> Decide(SourceRecord record, KeyedState state)
    {
        var result = pipeline.Process(record, Inputs(record), state);
        state.Rollback();
        if (result.Fault is { } fault) options.Logger.StageFailed(fault.GetType().Name, record.Topic, record.Partition, record.Offset, fault.StackTrace);
        return result.Records;
    }

    private DecisionInputs Inputs(SourceRecord record) => new()
    {
        DecisionTime = options.Time.GetUtcNow(),
        Partition = record.Partition,
        PartitionCount = partitionCount,
        Policy = options.Policy(),
        Catalog = catalog.Snapshot,
        Agents = agents.Snapshot,
        ReplyTopics = options.ReplyTopics(),
    };
}
