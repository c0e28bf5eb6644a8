using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>The global tables that decisions read.</summary>
internal sealed class DecisionTables(TopicNames topics, StreamMetrics metrics, ILogger logger)
{
    private readonly GlobalTable<CatalogItem> _catalog = new(topics.Catalog, new CatalogItemCodec(), metrics, logger);
    private readonly GlobalTable<AgentRegistration> _agents = new(topics.Agents, new AgentRegistrationCodec(), metrics, logger);

    public TableSnapshot<CatalogItem> Catalog => _catalog.Snapshot;

    public TableSnapshot<AgentRegistration> Agents => _agents.Snapshot;

    /// <summary>Finds how many rows of a table are visible; <see langword="null"/>: the topic is none of these tables.</summary>
    public int? RowsOf(string topic) => topic == _catalog.Topic ? Catalog.Count : topic == _agents.Topic ? Agents.Count : null;

    public IReadOnlyList<IGlobalTable> All => [_catalog, _agents];
}
