using System.Globalization;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Makes a value that tests of a parameter accept, as far as that is plain. What comes out is never trusted: the engine decides what it means.</summary>
internal static class ValueSample
{
    private static readonly ExactDecimal One = ExactDecimal.FromMinorUnits(1, 0);
    private static readonly ExactDecimal Cent = ExactDecimal.FromMinorUnits(1, 2);

    /// <summary>Makes a value.</summary>
    /// <param name="tests">The tests, all of which it should pass.</param>
    /// <param name="at">The decision time.</param>
    /// <returns>JSON.</returns>
    public static string Of(IReadOnlyCollection<ParameterTest> tests, DateTimeOffset at)
    {
        if (tests.OfType<OneOf>().FirstOrDefault(test => !test.IsNegated) is { } values) return Write(values.Values[0]);
        return ValueTypes.Of([.. tests]) switch
        {
            JsonValueKind.Number => Number(tests).ToString(),
            JsonValueKind.True => "true",
            JsonValueKind.Object => "{}",
            JsonValueKind.Null => "null",
            JsonValueKind.Array => Array(tests),
            _ => JsonSerializer.Serialize(Text(tests, at)),
        };
    }

    private static string Write(Literal literal) => literal switch
    {
        TextLiteral text => JsonSerializer.Serialize(text.Value),
        NumberLiteral number => number.Value.ToString(),
        _ => ((BooleanLiteral)literal).Value ? "true" : "false",
    };

    private static ExactDecimal Number(IReadOnlyCollection<ParameterTest> tests)
    {
        ExactDecimal? least = null;
        ExactDecimal? most = null;
        var step = tests.Any(test => test is TypeTest { Type: ParameterType.Integer } or DecimalPlaces { Max: 0 }) ? One : Cent;
        foreach (var range in tests.OfType<NumberRange>())
        {
            if (range.Min is { } min && (range.IsMinExcluded ? min + step : min) is var low && (least is null || low > least.Value)) least = low;
            if (range.Max is { } max && (range.IsMaxExcluded ? max - step : max) is var high && (most is null || high < most.Value)) most = high;
        }

        if (least is { } floor) return floor;
        return most is { } ceiling && ceiling < One ? ceiling : One;
    }

    private static string Array(IReadOnlyCollection<ParameterTest> tests)
    {
        var count = Math.Clamp(tests.OfType<ItemCount>().Select(items => items.Min ?? 1).DefaultIfEmpty(1).Max(), 1, 20);
        return $"[{string.Join(',', Enumerable.Repeat("\"x\"", count))}]";
    }

    private static string Text(IReadOnlyCollection<ParameterTest> tests, DateTimeOffset at)
    {
        if (tests.OfType<DateRange>().FirstOrDefault() is { } dates) return Rfc3339.Format((dates.NotBefore ?? dates.NotAfter)!.Value.At(at));
        if (tests.OfType<DurationRange>().FirstOrDefault() is { } durations) return DurationText.Format(durations.Min ?? durations.Max!.Value);
        if (tests.OfType<EgressTest>().FirstOrDefault() is { Allowed.Entries: [var entry, ..] }) return Url(entry);
        var text = tests.OfType<PatternTest>().FirstOrDefault(test => !test.IsNegated)?.Pattern.ToExample() ?? "a";
        if (tests.OfType<AffixTest>().FirstOrDefault(test => !test.IsSuffix) is { } prefix) text = prefix.Texts[0] + text;
        if (tests.OfType<AffixTest>().FirstOrDefault(test => test.IsSuffix) is { } suffix) text += suffix.Texts[0];
        var shortest = Math.Min(tests.OfType<LengthRange>().Select(length => length.Min ?? 0).DefaultIfEmpty().Max(), 2_000);
        return text.PadRight(shortest, 'a');
    }

    /// <summary>Makes a URL that an entry covers.</summary>
    public static string Url(Egress.EgressEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Scheme}://{(entry.CoversSubdomains ? "a." : "")}{entry.Host}:{entry.Port}{(entry.Path.Length == 0 ? "/" : entry.Path)}");
}
