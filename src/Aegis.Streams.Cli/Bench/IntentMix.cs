using System.Globalization;
using System.Text;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Cli.Bench;

/// <summary>
/// The load: intent number i follows from the seed and i alone, and so does the answer that it must get. Some 79 % are quotes within
/// every limit, 13 % need approval, 8 % must be denied for one of seven faults, and 0.05 % are no JSON. A few agents make many of them.
/// </summary>
/// <param name="world">What the intents speak of.</param>
/// <param name="seed">The seed.</param>
internal sealed class IntentMix(BenchWorld world, int seed)
{
    private const int IndexDigits = 12;
    private const double Unreadable = 0.0005;
    private const double Faulty = 0.07;
    private const double BelowFloor = 0.04;
    private const double OverLimit = 0.10;
    private const int NotesLength = 170;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = ["ana", "bo", "chidi", "dana", "emil", "fatima", "george", "hana", "ivan", "keiko", "liam", "mona", "nils", "priya"];

    private static readonly string[] Sentences =
    [
        "Customer asked for a bundle with on-site installation and two years of support.",
        "Renewal is due at the end of the quarter, procurement wants a firm number.",
        "They compared us with two other vendors and liked the shorter delivery time.",
        "Decision maker is back from leave on Monday; send a short summary first.",
        "Pilot ran on 3 sites with 14 users each, feedback was good overall.",
        "Budget was approved, but legal still reviews clause 12.4 of the contract.",
        "Ask whether the caf\u00e9 locations are part of the roll-out or come later.",
        "Wants the \\\"gold\\\" tier only if the discount covers training.",
    ];

    private readonly string _idPrefix = string.Create(CultureInfo.InvariantCulture, $"{seed:x8}-0000-4000-8000-");

    private enum Fault
    {
        UnknownSku,
        MissingDiscount,
        DiscountAsText,
        UnknownAction,
        UnknownTool,
        UnknownAgent,
        DuplicateKey,
        None,
    }

    /// <summary>Makes an intent.</summary>
    /// <param name="index">Its number, 0 and up.</param>
    /// <param name="isReadable">Whether it must be readable, so that a decision comes for sure.</param>
    /// <returns>The intent.</returns>
    public BenchIntent At(long index, bool isReadable)
    {
        var random = new SplitMix(seed, index);
        var skew = random.Unit();
        var agent = (int)(skew * skew * BenchWorld.Agents);
        var tenant = BenchWorld.TenantOf(agent);
        var isBroken = random.Unit() < Unreadable && !isReadable;
        var fault = random.Unit() < Faulty ? (Fault)random.Below((int)Fault.None) : Fault.None;

        // Items of the agent's own tenant.
        var count = BenchWorld.Tenants.Length;
        var item = (random.Below(world.Skus / count) * count) + (agent % count);
        var price = BenchWorld.Floor(item);
        var isBelowFloor = random.Unit() < BelowFloor;
        price += isBelowFloor ? -1 - random.Below((int)price / 5) : random.Below((int)price);
        var isOverLimit = random.Unit() < OverLimit;
        var discountTenths = isOverLimit ? 251 + random.Below(400) : random.Below(251);

        var agentName = fault == Fault.UnknownAgent ? "nobody" : BenchWorld.AgentName(agent);
        var text = Write(ref random, index, (tenant, agentName), fault, BenchWorld.Sku(fault == Fault.UnknownSku ? item + world.Skus : item), price, discountTenths);
        var value = Encoding.UTF8.GetBytes(isBroken ? text[..^40] : text);
        DecisionOutcome? expected = isBroken ? null
            : fault != Fault.None || !BenchWorld.IsActive(item) ? DecisionOutcome.Deny
            : isBelowFloor || isOverLimit ? DecisionOutcome.ApprovalNeeded
            : DecisionOutcome.Allow;
        return new BenchIntent(Encoding.UTF8.GetBytes($"{tenant}/{agentName}"), value, expected);
    }

    /// <summary>Finds the number of an intent by its id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The number; -1: the id is none of this load.</returns>
    public long IndexOf(string id) =>
        id.Length == _idPrefix.Length + IndexDigits && id.StartsWith(_idPrefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(_idPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private string Write(ref SplitMix random, long index, (string Tenant, string Agent) who, Fault fault, string sku, long price, int discountTenths)
    {
        var tool = fault == Fault.UnknownTool ? "payments-api" : BenchWorld.Tool;
        var action = fault == Fault.UnknownAction ? "delete_quote" : BenchWorld.Action;
        var discount = fault switch
        {
            Fault.MissingDiscount => "",
            Fault.DiscountAsText => string.Create(CultureInfo.InvariantCulture, $"\"discount_percent\":\"{discountTenths / 10.0}\","),
            Fault.DuplicateKey => "\"discount_percent\":1,\"discount_percent\":2,",
            _ => string.Create(CultureInfo.InvariantCulture, $"\"discount_percent\":{discountTenths / 10.0},"),
        };
        var name = random.Pick(Names);
        var notes = new StringBuilder(NotesLength * 2);
        while (notes.Length < NotesLength) notes.Append(notes.Length == 0 ? "" : " ").Append(random.Pick(Sentences));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"{{{_idPrefix}}}{{{index:x12}}}","tenant":"{{{who.Tenant}}}","agent":"{{{who.Agent}}}","tool":"{{{tool}}}","action":"{{{action}}}","call_class":"write","parameters":{"sku":"{{{sku}}}","quantity":{{{1 + random.Below(50)}}},"unit_price":"{{{price / 100}}}.{{{price % 100:D2}}}","currency":"EUR",{{{discount}}}"customer_email":"{{{name}}}@customer.example","notes":"{{{notes}}}"},"created_at":"{{{Epoch.AddMilliseconds(index):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}}"}""");
    }
}
