using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Cli.Bench;

/// <summary>The agents, policies and catalog that the load speaks of. Everything follows from numbers alone, so both sides of a run agree on it.</summary>
/// <param name="Skus">Items of the catalog, of all tenants together.</param>
internal sealed record BenchWorld(int Skus)
{
    /// <summary>The number of agents.</summary>
    public const int Agents = 1000;

    /// <summary>The tool of the policies.</summary>
    public const string Tool = "pricing-api";

    /// <summary>The action of the policies.</summary>
    public const string Action = "generate_quote";

    private const int MaxDiscountPercent = 25;

    /// <summary>The tenants, which share agents and items evenly.</summary>
    public static readonly ImmutableArray<string> Tenants = ["acme", "globex", "initech", "umbrella", "hooli"];

    /// <summary>Gets the policies: each agent may quote, with discounts up to 25 % and SKUs of the catalog.</summary>
    public static PolicySnapshot Policies { get; } = MakePolicies();

    private static PolicySnapshot MakePolicies()
    {
        var texts = Enumerable.Range(0, Agents).Select(number => string.Create(CultureInfo.InvariantCulture, $$"""
            tenant: {{TenantOf(number)}}
            agent: {{AgentName(number)}}
            allowed_tools:
              - name: {{Tool}}
                actions: [{{Action}}]
                parameters: [quantity, customer_email, notes]
                conditions: {max_discount_percent: {{MaxDiscountPercent}}, require_canonical_sku: true}
            """));
        var loading = PolicyLoader.Load([new PolicySource("bench.yaml", string.Join("\n---\n", texts))]);
        return loading.Snapshot ?? throw new InvalidOperationException(loading.Errors[0].ToString());
    }

    public static string TenantOf(int number) => Tenants[number % Tenants.Length];

    public static string AgentName(int number) => string.Create(CultureInfo.InvariantCulture, $"quote-composer-{number}");

    public static string Sku(int item) => string.Create(CultureInfo.InvariantCulture, $"SKU-{item:D7}");

    public static bool IsActive(int item) => new SplitMix(2, item).Below(100) != 0;

    /// <summary>Finds the floor price of an item, in cents.</summary>
    public static long Floor(int item) => 500 + new SplitMix(3, item).Below(250_000);

    public static IEnumerable<AgentRegistration> Registrations() => Enumerable.Range(0, Agents).Select(number => new AgentRegistration
    {
        Tenant = TenantOf(number),
        Agent = AgentName(number),
        IsEnabled = true,
        Groups = ["sales"],
    });

    public IEnumerable<CatalogItem> Items() => Enumerable.Range(0, Skus).Select(item => new CatalogItem
    {
        Tenant = TenantOf(item),
        Sku = Sku(item),
        Name = string.Create(CultureInfo.InvariantCulture, $"Item number {item}"),
        State = IsActive(item) ? CatalogItemState.Active : CatalogItemState.Inactive,
        Currency = "EUR",
        ListPriceMinor = Floor(item) * 2,
        FloorPriceMinor = Floor(item),
    });
}
