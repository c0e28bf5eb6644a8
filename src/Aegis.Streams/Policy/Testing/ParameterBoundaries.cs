using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>A parameter that a rule tests, with the bounds of its values.</summary>
/// <param name="Path">The parameter.</param>
/// <param name="Tests">The tests.</param>
/// <param name="Bounds">The bounds.</param>
internal sealed record ParameterBoundaries(ParameterPath Path, ImmutableArray<ParameterTest> Tests, ImmutableArray<Bound> Bounds)
{
    // The least step of numbers whose policy bounds no decimals: cents, as amounts and percents are mostly written.
    private const int UsualPlaces = 2;

    /// <summary>Gets the parameter that names the currency of which the bounds are; <see langword="null"/>: there is none.</summary>
    public ParameterPath? CurrencyPath { get; init; }

    /// <summary>Gets that currency.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets a value indicating whether a value of another type makes it undecided, so that one should be tried.</summary>
    public bool HasType => Tests.Any(test => test is not PresenceTest);

    /// <summary>Gets the parameters that a rule tests, in the order of the rule.</summary>
    public static IEnumerable<ParameterBoundaries> Of(PolicyRule rule) => ConditionWalk.Leaves(rule.When).SelectMany(OfLeaf);

    private static IEnumerable<ParameterBoundaries> OfLeaf(Condition leaf) => leaf switch
    {
        ParameterCondition parameter => [new ParameterBoundaries(parameter.Path, parameter.Tests, [.. parameter.Tests.SelectMany(test => BoundsOf(test, PlacesOf(parameter.Tests)))])],
        MoneyCondition money => [.. OfMoney(money)],
        _ => [],
    };

    private static IEnumerable<ParameterBoundaries> OfMoney(MoneyCondition money)
    {
        foreach (var limit in money.Limits)
        {
            var bounds = BoundsOf(new NumberRange(limit.Min, limit.Max), UsualPlaces).Select(bound => bound with { Key = $"{limit.Currency} {bound.Key}" });
            yield return new ParameterBoundaries(money.Amount, [new TypeTest(ParameterType.Number)], [.. bounds]) { CurrencyPath = money.Currency, Currency = limit.Currency };
        }

        yield return new ParameterBoundaries(money.Currency, [new OneOf([.. money.Limits.Select(limit => new TextLiteral(limit.Currency))])], []);
    }

    private static int? PlacesOf(ImmutableArray<ParameterTest> tests) =>
        tests.OfType<DecimalPlaces>().FirstOrDefault()?.Max ?? (tests.Any(test => test is TypeTest { Type: ParameterType.Integer }) ? 0 : null);

    private static IEnumerable<Bound> BoundsOf(ParameterTest test, int? places)
    {
        switch (test)
        {
            case NumberRange range:
                if (range.Min is { } min) yield return new NumberBound(range.IsMinExcluded ? "above" : "min", min, Math.Max(places ?? UsualPlaces, min.DecimalPlaces));
                if (range.Max is { } max) yield return new NumberBound(range.IsMaxExcluded ? "below" : "max", max, Math.Max(places ?? UsualPlaces, max.DecimalPlaces));
                break;
            case LengthRange length:
                if (length.Min is { } shortest) yield return new CountBound("min_length", shortest, IsItems: false);
                if (length.Max is { } longest) yield return new CountBound("max_length", longest, IsItems: false);
                break;
            case ItemCount items:
                if (items.Min is { } fewest) yield return new CountBound("min_items", fewest, IsItems: true);
                if (items.Max is { } most) yield return new CountBound("max_items", most, IsItems: true);
                break;
            case DateRange dates:
                if (dates.NotBefore is { } first) yield return new DateBound("not_before", first);
                if (dates.NotAfter is { } last) yield return new DateBound("not_after", last);
                break;
            case DurationRange durations:
                if (durations.Min is { } least) yield return new DurationBound("min_duration", least);
                if (durations.Max is { } greatest) yield return new DurationBound("max_duration", greatest);
                break;
        }
    }
}
