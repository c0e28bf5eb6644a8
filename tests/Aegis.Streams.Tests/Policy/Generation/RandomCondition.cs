using System.Collections.Immutable;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes conditions that the language can say.</summary>
internal sealed class RandomCondition(Random random)
{
    private const int MaxDepth = 3;

    /// <summary>Makes what stands in a rule's `when`: none to three conditions.</summary>
    public Condition NextList()
    {
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => Next(0)).ToImmutableArray();
        return parts.Length == 0 ? AllOf.Nothing : parts.Length == 1 ? parts[0] : new AllOf(parts);
    }

    /// <summary>Makes a condition.</summary>
    /// <param name="depth">In how many others it is.</param>
    public Condition Next(int depth) => random.Next(depth < MaxDepth ? 16 : 12) switch
    {
        0 => new Comparison(NextExpression(0), random.Pick(Enum.GetValues<ComparisonOperator>()), NextExpression(0)),
        1 => NextMoney(),
        2 => NextWindow(),
        3 => new EgressCondition(NextAllowList()) { IsOptional = random.Often(3) },
        4 => NextAttribute(),
        5 => new EnvironmentCondition(random.Some(["production", "staging"], 2, least: 1)),
        < 12 => NextParameter(),
        12 => new AllOf([Next(depth + 1), Next(depth + 1)]),
        13 => new AnyOf([Next(depth + 1), Next(depth + 1), Next(depth + 1)]),
        _ => new Not(Next(depth + 1)),
    };

    /// <summary>Makes an allow-list.</summary>
    public EgressAllowList NextAllowList() => new(
        [.. random.Some(RandomWords.Places, 3, least: 1).Select(text => EgressEntry.TryParse(text, out var entry, out var fault) ? entry : throw new ArgumentException(fault))]);

    private ParameterCondition NextParameter()
    {
        var path = random.Pick(RandomWords.Paths);
        var quantifier = path.HasItems && random.Often(2) ? Quantifier.Any : Quantifier.Every;
        var tests = new RandomTests(random, this).Next();
        return new ParameterCondition(path, tests) { Quantifier = quantifier, IsOptional = random.Often(4) && !tests.OfType<PresenceTest>().Any() };
    }

    private MoneyCondition NextMoney()
    {
        var limits = random.Some(["EUR", "USD", "JPY"], 3, least: 1).Select(currency => new MoneyLimit(currency, random.Often(2) ? RandomWords.Number("0.5") : null, RandomWords.Number("500")));
        return new MoneyCondition(RandomWords.Path("unit_price"), RandomWords.Path("currency"), [.. limits]);
    }

    private TimeWindow NextWindow()
    {
        var days = random.Some(Enum.GetValues<DayOfWeek>(), 5);
        return new TimeWindow(random.Pick(RandomWords.Zones), days, new TimeOnly(random.Next(24), random.Next(60)), new TimeOnly(random.Next(24), random.Next(60)));
    }

    private AttributeCondition NextAttribute()
    {
        var values = random.Some(RandomWords.Texts.Where(text => text.Length > 0).ToList(), 3);
        return new AttributeCondition(random.Pick(["region", "cost center"]), values) { IsNegated = !values.IsEmpty && random.Often(2), IsOptional = !values.IsEmpty && random.Often(3) };
    }

    private Expression NextExpression(int depth)
    {
        if (depth < MaxDepth && random.Often(2)) return new Operation(NextExpression(depth + 1), random.Pick(Enum.GetValues<ArithmeticOperator>()), NextExpression(depth + 1));
        return random.Often(2)
            ? new ConstantTerm(RandomWords.Number(random.Pick(RandomWords.Numbers)))
            : new ParameterTerm(RandomWords.Path(random.Pick(["quantity", "unit_price", "customer.age", "unit-price", "headers[\"x.y\"]", "[\"25\"]"])));
    }
}
