using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Benchmarks;

/// <summary>The intent that every benchmark works on, a quote that is allowed, and what it is decided with.</summary>
internal static class SampleIntent
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private const string Json =
        """{"id":"6f1c0a52-2b1e-4f0e-9a77-0d1f2c3b4a59","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"sku":"SKU-000123","quantity":2,"discount_percent":12.5},"created_at":"2026-11-24T10:00:00.000Z","reply_topic":"acme.replies"}""";

    public static IntentReader Reader { get; } = new(new IntentLimits());

    public static SourceRecord Record { get; } = new()
    {
        Topic = "aegis.intents",
        Partition = 0,
        Offset = 1,
        Timestamp = Now,
        IsLogAppendTime = true,
        Key = [.. "acme/sales-composer"u8],
        Value = Encoding.UTF8.GetBytes(Json),
    };

    public static Intent Intent => Reader.Read(Record).Intent!;

    public static DecisionInputs Inputs()
    {
        var item = new CatalogItem { Tenant = "acme", Sku = "SKU-000123", State = CatalogItemState.Active, Currency = "EUR", FloorPriceMinor = 9_999 };
        var agent = new AgentRegistration { Tenant = "acme", Agent = "sales-composer", IsEnabled = true };
        const string policy = """
            agent: sales-composer
            allowed_tools:
              - name: pricing-api
                actions: [generate_quote]
                parameters: [quantity]
                conditions: {max_discount_percent: 25, require_canonical_sku: true}
            """;
        return new DecisionInputs
        {
            DecisionTime = Now,
            Partition = 0,
            PartitionCount = 1,
            Policy = PolicyLoader.Load([new PolicySource("sample.yaml", policy)]).Snapshot!,
            Catalog = new TableSnapshot<CatalogItem>(1).Apply([new([.. "acme/SKU-000123"u8], new(item, 0, 1, new byte[32]))], [2]),
            Agents = new TableSnapshot<AgentRegistration>(1).Apply([new([.. "acme/sales-composer"u8], new(agent, 0, 1, new byte[32]))], [2]),
            ReplyTopics = new ReplyTopicDirectory(["{tenant}.replies"], new Dictionary<string, ReplyTopic> { ["acme.replies"] = new(true, 1 << 20) }),
        };
    }
}
