using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes tests of a parameter that some value can pass.</summary>
internal sealed class RandomTests(Random random, RandomCondition conditions)
{
    public ImmutableArray<ParameterTest> Next() => random.Next(10) switch
    {
        0 => [],
        1 => [new PresenceTest(random.Often(2))],
        2 => [new TypeTest(random.Pick(Enum.GetValues<ParameterType>()))],
        3 => [NextValues()],
        4 => [new ItemCount(random.Next(3), random.Next(3, 9)), .. random.Often(2) ? [new TypeTest(ParameterType.Array)] : ImmutableArray<ParameterTest>.Empty],
        < 7 => NextNumbers(),
        _ => NextTexts(),
    };

    private OneOf NextValues()
    {
        var values = random.Some(RandomWords.Texts, 3, least: 1).Select(text => (Literal)new TextLiteral(text))
            .Concat(random.Some(RandomWords.Numbers, 2).Select(number => new NumberLiteral(RandomWords.Number(number))))
            .Concat(random.Often(3) ? [new BooleanLiteral(random.Often(2))] : Enumerable.Empty<Literal>());
        return new OneOf([.. values]) { IsNegated = random.Often(2) };
    }

    private ImmutableArray<ParameterTest> NextNumbers()
    {
        var bounds = new[] { RandomWords.Number(random.Pick(RandomWords.Numbers)), RandomWords.Number(random.Pick(RandomWords.Numbers)) }.Order().ToArray();
        var range = bounds[0] == bounds[1]
            ? new NumberRange(bounds[0], null) { IsMinExcluded = random.Often(2) }
            : new NumberRange(random.Often(3) ? null : bounds[0], bounds[1]) { IsMaxExcluded = random.Often(3) };
        var tests = new List<ParameterTest> { range };
        if (random.Often(2)) tests.Insert(0, new TypeTest(random.Often(2) ? ParameterType.Number : ParameterType.Integer));
        if (random.Often(3)) tests.Add(new DecimalPlaces(random.Next(5)));
        return [.. tests];
    }

    private ImmutableArray<ParameterTest> NextTexts()
    {
        var tests = new List<ParameterTest>();
        if (random.Often(2)) tests.Add(new TypeTest(ParameterType.String));
        if (random.Often(2)) tests.Add(new LengthRange(random.Next(3), random.Often(3) ? null : random.Next(3, 20)));
        if (random.Often(2)) tests.Add(new PatternTest(random.Pick(RandomWords.Patterns)) { IsNegated = random.Often(2), IsSearch = random.Often(2) });
        if (random.Often(3)) tests.Add(new AffixTest(random.Some(["QB-", "E", "é", "😀"], 3, least: 1)) { IsSuffix = random.Often(2) });
        if (random.Often(5)) tests.Add(NextDates());
        if (random.Often(5)) tests.Add(new DurationRange(random.Often(3) ? null : TimeSpan.FromSeconds(random.Next(100)), TimeSpan.FromMilliseconds(random.Next(100_000, int.MaxValue))));
        if (random.Often(5)) tests.Add(new EgressTest(conditions.NextAllowList()));
        return [.. tests];
    }

    private DateRange NextDates()
    {
        var first = new DateTimeOffset(2026, random.Next(1, 13), random.Next(1, 28), random.Next(24), 0, 0, TimeSpan.Zero);
        return random.Often(2)
            ? new DateRange(new InstantBound(first, TimeSpan.Zero), new InstantBound(first.AddMinutes(random.Next(1_000_000)), TimeSpan.Zero))
            : new DateRange(random.Often(2) ? null : new InstantBound(null, TimeSpan.Zero), new InstantBound(null, TimeSpan.FromHours(random.Next(1, 900))));
    }
}
