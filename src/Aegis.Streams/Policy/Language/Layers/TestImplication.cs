using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Proves that a value which passes some tests passes another.</summary>
internal static class TestImplication
{
    /// <summary>Looks for what is wider than a test.</summary>
    /// <param name="demanded">The test.</param>
    /// <param name="given">The tests that the value passes.</param>
    /// <returns>What is wider, in words; <see langword="null"/>: the test is passed.</returns>
    public static string? GapOf(ParameterTest demanded, ImmutableArray<ParameterTest> given)
    {
        var values = given.OfType<OneOf>().Where(one => !one.IsNegated).ToList();
        if (values.Exists(one => one.Values.All(value => Passes(demanded, value)))) return null;
        return demanded switch
        {
            NumberRange range => GapOfNumbers(range, [.. given.OfType<NumberRange>()]),
            LengthRange length => GapOfCounts("length", length.Min, length.Max, given.OfType<LengthRange>().Select(one => (one.Min, one.Max))),
            ItemCount count => GapOfCounts("items", count.Min, count.Max, given.OfType<ItemCount>().Select(one => (one.Min, one.Max))),
            DecimalPlaces places => given.Any(test => test is DecimalPlaces one && one.Max <= places.Max) || given.Contains(new TypeTest(ParameterType.Integer)) ? null : $"it has no `decimals` of at most {places.Max}",
            TypeTest type => IsType(type.Type, given) ? null : $"its type may be other than {PolicyWords.Of(type.Type)}",
            PresenceTest presence => given.Any(test => test is PresenceTest one ? one.IsPresent == presence.IsPresent : presence.IsPresent) ? null : presence.IsPresent ? "it may be absent" : "it may be present",
            OneOf none when none.IsNegated => given.Any(test => test is OneOf { IsNegated: true } one && Excludes(one, none)) ? null : "it may be a value that is excluded",
            OneOf => "it may be a value that is not listed",
            PatternTest pattern => given.Contains(pattern) ? null : $"it does not demand the pattern `{pattern.Pattern}`",
            AffixTest affix => given.OfType<AffixTest>().Any(one => Narrows(one, affix)) ? null : $"it may {(affix.IsSuffix ? "end" : "begin")} with something else",
            DateRange dates => given.OfType<DateRange>().Any(one => IsWithin(one, dates)) ? null : "its dates may lie outside",
            DurationRange durations => given.OfType<DurationRange>().Any(one => IsWithin(one, durations)) ? null : "its duration may lie outside",
            EgressTest egress => given.OfType<EgressTest>().Any(one => Implication.Covers(egress.Allowed, one.Allowed)) ? null : "it may lead elsewhere",
            _ => "it is tested otherwise",
        };
    }

    private static string? GapOfNumbers(NumberRange demanded, ImmutableArray<NumberRange> given)
    {
        if (demanded.Max is { } max && !given.Any(one => one.Max < max || (one.Max == max && (one.IsMaxExcluded || !demanded.IsMaxExcluded))))
            return Show("max", "below", "above", max, demanded.IsMaxExcluded, given.Select(one => (one.Max, one.IsMaxExcluded)));
        if (demanded.Min is { } min && !given.Any(one => one.Min > min || (one.Min == min && (one.IsMinExcluded || !demanded.IsMinExcluded))))
            return Show("min", "above", "below", min, demanded.IsMinExcluded, given.Select(one => (one.Min, one.IsMinExcluded)));
        return null;
    }

    private static string Show(string key, string excludedKey, string beyond, ExactDecimal bound, bool isExcluded, IEnumerable<(ExactDecimal? Bound, bool IsExcluded)> given)
    {
        var found = given.FirstOrDefault(one => one.Bound is not null);
        if (found.Bound is not { } own) return $"it has no {(isExcluded ? excludedKey : key)} {bound}";
        return own == bound ? $"{key} {own} is not {excludedKey} {bound}" : $"{(found.IsExcluded ? excludedKey : key)} {own} is {beyond} {bound}";
    }

    private static string? GapOfCounts(string what, int? min, int? max, IEnumerable<(int? Min, int? Max)> given)
    {
        var all = given.ToList();
        if (max is not null && !all.Exists(one => one.Max <= max)) return all.Find(one => one.Max is not null) is { Max: { } own } ? $"max_{what} {own} is above {max}" : $"it has no max_{what} {max}";
        if (min is not null && !all.Exists(one => one.Min >= min)) return all.Find(one => one.Min is not null) is { Min: { } own } ? $"min_{what} {own} is below {min}" : $"it has no min_{what} {min}";
        return null;
    }

    private static bool IsType(ParameterType type, ImmutableArray<ParameterTest> given) => given.Any(test => type switch
    {
        _ when test is TypeTest one => one.Type == type || (type == ParameterType.Number && one.Type == ParameterType.Integer),
        ParameterType.String => test is not OneOf { IsNegated: true } && TestFamilies.Of(test) == TestFamily.Text,
        ParameterType.Number => test is not OneOf { IsNegated: true } && TestFamilies.Of(test) == TestFamily.Number,
        ParameterType.Array => test is ItemCount,
        _ => false,
    });

    /// <summary>Values of a type that no literal has make a test undecided, so the types must be the same.</summary>
    private static bool Excludes(OneOf given, OneOf demanded) =>
        demanded.Values.All(given.Values.Contains)
        && given.Values.Select(TestFamilies.Of).All(family => demanded.Values.Any(value => TestFamilies.Of(value) == family));

    private static bool Narrows(AffixTest given, AffixTest demanded) => given.IsSuffix == demanded.IsSuffix
        && given.Texts.All(text => demanded.Texts.Any(one => demanded.IsSuffix ? text.EndsWith(one, StringComparison.Ordinal) : text.StartsWith(one, StringComparison.Ordinal)));

    private static bool IsWithin(DateRange given, DateRange demanded) =>
        (demanded.NotBefore is not { } first || (given.NotBefore is { } ownFirst && Compare(ownFirst, first) >= 0))
        && (demanded.NotAfter is not { } last || (given.NotAfter is { } ownLast && Compare(ownLast, last) <= 0));

    /// <summary>Compares two bounds; a fixed one and one relative to the decision time cannot be compared.</summary>
    private static int? Compare(InstantBound left, InstantBound right) =>
        left.Instant is null == right.Instant is null ? left.At(DateTimeOffset.UnixEpoch).CompareTo(right.At(DateTimeOffset.UnixEpoch)) : null;

    private static bool IsWithin(DurationRange given, DurationRange demanded) =>
        (demanded.Min is null || given.Min >= demanded.Min) && (demanded.Max is null || given.Max <= demanded.Max);

    /// <summary>Tells whether a literal surely passes a test.</summary>
    public static bool Passes(ParameterTest test, Literal value) => (test, value) switch
    {
        (OneOf { IsNegated: false } one, _) => one.Values.Contains(value),
        (OneOf one, _) => !one.Values.Contains(value) && one.Values.Any(other => TestFamilies.Of(other) == TestFamilies.Of(value)),
        (PresenceTest presence, _) => presence.IsPresent,
        (TypeTest type, TextLiteral) => type.Type == ParameterType.String,
        (TypeTest type, NumberLiteral) => type.Type == ParameterType.Number,
        (TypeTest type, BooleanLiteral) => type.Type == ParameterType.Boolean,
        (NumberRange range, NumberLiteral number) => GapOfNumbers(range, [new NumberRange(number.Value, number.Value)]) is null,
        (LengthRange length, TextLiteral text) => text.Value.EnumerateRunes().Count() is var count && !(count < length.Min) && !(count > length.Max),
        (PatternTest pattern, TextLiteral text) => Matches(pattern, Encoding.UTF8.GetBytes(text.Value)) != pattern.IsNegated,
        (AffixTest affix, TextLiteral text) => affix.Texts.Any(one => affix.IsSuffix ? text.Value.EndsWith(one, StringComparison.Ordinal) : text.Value.StartsWith(one, StringComparison.Ordinal)),
        _ => false,
    };

    private static bool Matches(PatternTest test, byte[] utf8) => test.IsSearch ? test.Pattern.IsFoundIn(utf8) : test.Pattern.IsMatch(utf8);
}
