using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Contracts;

/// <summary>
/// The topics whose values are messages of the contracts. The changelog is not among them: it is nobody else's business and never framed.
/// Neither are reply topics, which belong to those who read them, and dead letters, which are what they were.
/// </summary>
public static class ContractTopics
{
    private static readonly string Name = AgentNames.Pattern[1..^1];
    private static readonly string AgentKey = $"^{Name}/{Name}$";
    private static readonly string TenantKey = $"^({Name}|-)$";
    private static readonly string ItemKey = $"^{Name}/{Skus.Pattern[1..^1]}$";

    /// <summary>Gets the topics of a deployment.</summary>
    /// <param name="topics">Their names.</param>
    /// <returns>The topics, in the order of their use.</returns>
    public static IReadOnlyList<ContractTopic> Of(TopicNames topics) =>
    [
        new("intents", topics.Intents, ToolCallIntent.Descriptor, AgentKey, "Tool calls that agents mean to make, each published before the call runs.") { IsRead = true, HasJson = true },
        new("decisions", topics.Decisions, Decision.Descriptor, AgentKey, "The answer to every intent.") { IsRead = false, HasJson = true },
        new("audit", topics.Audit, AuditEntry.Descriptor, TenantKey, "One entry for each decision and each dead letter.") { IsRead = false, HasJson = true },
        new("catalog", topics.Catalog, Protocol.V1.CatalogItem.Descriptor, ItemKey, "What tenants sell: a table.") { IsRead = true, HasJson = false, IsTable = true },
        new("agents", topics.Agents, Protocol.V1.AgentRegistration.Descriptor, AgentKey, "The register of agents: a table.") { IsRead = true, HasJson = false, IsTable = true },
    ];
}
