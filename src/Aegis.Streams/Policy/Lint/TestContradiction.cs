using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Proves that no value passes some tests at once.</summary>
internal static class TestContradiction
{
    /// <summary>Says whether surely no value passes all tests.</summary>
    public static bool Exists(ImmutableArray<ParameterTest> tests)
    {
        var presence = tests.OfType<PresenceTest>().ToList();
        if (presence.Exists(test => !test.IsPresent)) return presence.Exists(test => test.IsPresent) || tests.Any(test => test is not PresenceTest);
        if (tests.Aggregate(TestFamily.Any, (families, test) => families & TestFamilies.Of(test)) == TestFamily.None) return true;
        if (tests.OfType<OneOf>().FirstOrDefault(test => !test.IsNegated) is { } values && !values.Values.Any(value => tests.All(test => MayPass(test, value)))) return true;
        return HasEmptyRange(tests.OfType<NumberRange>().ToList())
            || IsEmpty(tests.OfType<LengthRange>().Select(test => (test.Min, test.Max)))
            || IsEmpty(tests.OfType<ItemCount>().Select(test => (test.Min, test.Max)))
            || IsEmpty(tests.OfType<DurationRange>().Select(test => (test.Min, test.Max)));
    }

    /// <summary>Says whether a literal may pass; only what is sure is a no.</summary>
    private static bool MayPass(ParameterTest test, Literal value) => test switch
    {
        OneOf or NumberRange or PatternTest or AffixTest or LengthRange => TestImplication.Passes(test, value),
        _ => true,
    };

    private static bool HasEmptyRange(List<NumberRange> ranges) =>
        ranges.Exists(low => ranges.Exists(high => low.Min > high.Max || (low.Min is not null && low.Min == high.Max && (low.IsMinExcluded || high.IsMaxExcluded))));

    private static bool IsEmpty<T>(IEnumerable<(T? Min, T? Max)> bounds)
        where T : struct, IComparable<T>
    {
        var all = bounds.ToList();
        return all.Exists(low => low.Min is { } min && all.Exists(high => high.Max is { } max && min.CompareTo(max) > 0));
    }
}
