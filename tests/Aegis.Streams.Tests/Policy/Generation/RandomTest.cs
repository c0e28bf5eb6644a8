using System.Collections.Immutable;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;
using OneOf = Aegis.Streams.Policy.Rules.OneOf;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes tests of one parameter.</summary>
/// <param name="dice">The dice.</param>
/// <param name="profile">Which policies are wanted.</param>
internal sealed class RandomTest(Dice dice, GenerationProfile profile)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private bool IsSayable => profile == GenerationProfile.Sayable;

    private bool IsForCedar => profile == GenerationProfile.Cedar && dice.Next(1000) > 1;

    /// <summary>Makes tests that suit a kind of value, mostly.</summary>
    public ImmutableArray<ParameterTest> NextTests(ValueKind kind)
    {
        if (dice.Percent(8)) return [];
        if (dice.Percent(6)) return [new PresenceTest(dice.Percent(60))];
        var count = dice.PickWeighted((70, 1), (25, 2), (5, 3));
        return IsSayable
            ? [.. Enumerable.Range(0, count).Select(_ => NextTest(kind)).DistinctBy(test => test.GetType())]
            : [.. Enumerable.Range(0, count).Select(_ => NextTest(dice.Percent(92) ? kind : (ValueKind)dice.Next(9)))];
    }

    public NumberRange NextRange()
    {
        var min = dice.Percent(50) ? NextNumber() : (ExactDecimal?)null;
        var max = dice.Percent(60) || min is null ? NextNumber() : (ExactDecimal?)null;
        if (min > max) (min, max) = (max, min);
        var range = new NumberRange(min, max) { IsMinExcluded = min is not null && dice.Percent(30), IsMaxExcluded = max is not null && dice.Percent(30) };
        return IsSayable && min == max ? new NumberRange(min, max) : range;
    }

    public ExactDecimal NextNumber() => Spelt.Number(dice.Pick(IsForCedar ? SampleValues.WholeNumbers : SampleValues.Numbers));

    public EgressAllowList NextAllowList() => Spelt.AllowList(dice.PickSome(SampleValues.EgressEntries, 1, 3));

    private ParameterTest NextTest(ValueKind kind)
    {
        if (dice.Percent(12)) return new TypeTest(TypeOf(kind));
        if (!IsSayable && dice.Percent(3)) return new TypeTest((ParameterType)dice.Next(7));
        return kind switch
        {
            ValueKind.Number => NextNumberTest(),
            ValueKind.Boolean => new OneOf([new BooleanLiteral(dice.Percent(50))]) { IsNegated = dice.Percent(30) },
            ValueKind.Currency => new OneOf([.. dice.PickSome(SampleValues.Currencies, 1, 2).Select(text => new TextLiteral(text))]),
            ValueKind.Date when !IsForCedar => NextDateRange(),
            ValueKind.Duration when !IsForCedar => new DurationRange(dice.Percent(50) ? TimeSpan.FromHours(dice.Pick([0, 1, 24])) : null, TimeSpan.FromHours(dice.Pick([24, 168, 720]))),
            ValueKind.Url when !IsForCedar => new EgressTest(NextAllowList()),
            ValueKind.Object => new TypeTest(ParameterType.Object),
            ValueKind.Array => NextItemCount(),
            _ => NextTextTest(),
        };
    }

    private ParameterTest NextNumberTest()
    {
        var choice = dice.Next(10);
        if (choice < 6) return NextRange();
        if (choice < 7 && !IsForCedar) return new DecimalPlaces(dice.Pick([0, 1, 2, 20]));
        return new OneOf([.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => NextLiteral()).Distinct()]) { IsNegated = dice.Percent(40) };
    }

    private ParameterTest NextTextTest()
    {
        switch (dice.Next(6))
        {
            case 0:
                var min = dice.Percent(60) ? dice.Between(0, 4) : (int?)null;
                return new LengthRange(min, min is null || dice.Percent(50) ? (min ?? 0) + dice.Between(0, 6) : null);
            case 1:
                return new AffixTest([.. dice.PickSome(SampleValues.Texts.Where(text => text.Length > 0), 1, 2)]) { IsSuffix = dice.Percent(50) };
            case 2 or 3 when !IsForCedar:
                return new PatternTest(Spelt.Pattern(dice.Pick(SampleValues.Patterns))) { IsSearch = dice.Percent(40), IsNegated = dice.Percent(30) };
            default:
                return new OneOf([.. dice.PickSome(SampleValues.Texts, 1, 4).Select(text => (Literal)new TextLiteral(text)), .. !IsSayable && dice.Percent(15) ? [NextLiteral()] : (Literal[])[]])
                {
                    IsNegated = dice.Percent(35),
                };
        }
    }

    private Literal NextLiteral() => IsSayable ? new NumberLiteral(NextNumber()) : dice.PickWeighted<Func<Literal>>(
        (80, () => new NumberLiteral(NextNumber())),
        (10, () => new TextLiteral(dice.Pick(SampleValues.Texts))),
        (10, () => new BooleanLiteral(dice.Percent(50))))();

    private ItemCount NextItemCount()
    {
        var min = dice.Percent(60) ? dice.Between(0, 2) : (int?)null;
        return new ItemCount(min, min is null || dice.Percent(50) ? (min ?? 0) + dice.Between(0, 2) : null);
    }

    private DateRange NextDateRange()
    {
        var first = dice.Percent(60) ? NextBound() : (InstantBound?)null;
        var last = first is null || dice.Percent(40) ? NextBound() : (InstantBound?)null;
        return IsSayable && last?.At(Noon) < first?.At(Noon) ? new DateRange(last, first) : new DateRange(first, last);
    }

    private InstantBound NextBound() => dice.Percent(50)
        ? new InstantBound(null, TimeSpan.FromDays(dice.Pick([0, 1, -1, 30])))
        : new InstantBound(new DateTimeOffset(2026, 11, dice.Pick([27, 28, 29]), 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero);

    private ParameterType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Number => dice.Percent(50) ? ParameterType.Integer : ParameterType.Number,
        ValueKind.Boolean => ParameterType.Boolean,
        ValueKind.Object => ParameterType.Object,
        ValueKind.Array => ParameterType.Array,
        _ => ParameterType.String,
    };
}
