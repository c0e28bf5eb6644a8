using System.Globalization;
using System.Numerics;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes values of parameters as JSON, most of them at, just above or just below what tests ask for.</summary>
/// <param name="dice">The dice.</param>
/// <param name="now">The decision time.</param>
internal sealed class RandomValue(Dice dice, DateTimeOffset now)
{
    private const string Tiny = "00000000000000000001";

    /// <summary>Makes a value.</summary>
    /// <param name="kind">What the parameter mostly is.</param>
    /// <param name="tests">The tests of the parameter.</param>
    public string Next(ValueKind kind, IReadOnlyList<ParameterTest> tests)
    {
        if (dice.Percent(4)) return NextOf((ValueKind)dice.Next(9));
        return tests.Count > 0 && dice.Percent(75) ? NextNear(dice.Pick(tests)) ?? NextOf(kind) : NextOf(kind);
    }

    /// <summary>Makes a number near a bound: equal but spelt in another way, or off by one or by very little.</summary>
    public string NextNear(ExactDecimal bound)
    {
        var text = bound.ToString();
        if (text.Contains('e', StringComparison.Ordinal)) return dice.Pick([text, "1e399", "1e401", "-1e401"]);
        var isWhole = BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole);
        var fraction = isWhole ? $"{text}.0" : text;
        return dice.PickWeighted<Func<string>>(
            (25, () => text),
            (10, () => $"{fraction}{(dice.Percent(50) ? "" : "00")}"),
            (8, () => !isWhole ? $"{text}0E+0" : whole == 0 ? "0e5" : $"{text}0e-1"),
            (5, () => isWhole && whole != 0 ? $"{text}e0" : "-0"),
            (12, () => $"{fraction}{Tiny}"),
            (10, () => isWhole ? $"{whole - 1}.99999999999999999999" : $"{text}{Tiny}"),
            (10, () => isWhole ? (whole + 1).ToString(CultureInfo.InvariantCulture) : "25"),
            (10, () => isWhole ? (whole - 1).ToString(CultureInfo.InvariantCulture) : "25.4"),
            (5, () => dice.Pick(["-0", "0.0", "1e-300", "-1e-300"])),
            (5, () => text.StartsWith('-') ? text[1..] : $"-{text}"))();
    }

    private string Quote(string text) => JsonSample.Quote(text, dice);

    private string NextOf(ValueKind kind) => kind switch
    {
        ValueKind.Number => dice.Percent(50) ? dice.Pick(SampleValues.Numbers) : dice.Next(130).ToString(CultureInfo.InvariantCulture),
        ValueKind.Boolean => dice.Percent(50) ? "true" : "false",
        ValueKind.Currency => Quote(dice.Pick(SampleValues.Currencies)),
        ValueKind.Date => Quote(dice.Percent(75) ? dice.Pick(SampleValues.Dates) : dice.Pick(SampleValues.NoDates)),
        ValueKind.Duration => Quote(dice.Percent(75) ? dice.Pick(SampleValues.Durations) : dice.Pick(SampleValues.NoDurations)),
        ValueKind.Url => Quote(dice.Pick(SampleValues.Urls)),
        ValueKind.Object => dice.Pick(["{}", "{\"a\":1}"]),
        ValueKind.Array => dice.Pick(["[]", "[1]", "[\"EU\",\"eu\"]", "[null]", "[[],[1]]"]),
        _ => Quote(dice.Pick(SampleValues.Texts)),
    };

    private string? NextNear(ParameterTest test) => test switch
    {
        NumberRange range => NextNear(range.Max is { } max && (range.Min is null || dice.Percent(50)) ? max : range.Min!.Value),
        OneOf oneOf => NextNear(dice.Pick(oneOf.Values)),
        AffixTest affix => Quote(Around(dice.Pick(affix.Texts), affix.IsSuffix)),
        LengthRange length => Quote(string.Concat(Enumerable.Repeat(dice.Pick(["a", "é", "😀"]), Math.Max(0, (length.Max ?? length.Min ?? 0) + dice.Between(-1, 1))))),
        ItemCount count => $"[{string.Join(',', Enumerable.Repeat("1", Math.Max(0, (count.Max ?? count.Min ?? 0) + dice.Between(-1, 1))))}]",
        DateRange range when (range.NotAfter ?? range.NotBefore) is { } bound => Quote(NextNear(bound.At(now))),
        DecimalPlaces places => dice.Pick(["1.0", $"1.{new string('1', places.Max)}0", $"1.{new string('1', places.Max + 1)}", $"15e-{places.Max + 1}", "1e5"]).Replace("1.0", "1.00", StringComparison.Ordinal),
        EgressTest => Quote(dice.Pick(SampleValues.Urls)),
        _ => null,
    };

    private string NextNear(Literal literal) => literal switch
    {
        NumberLiteral number => dice.Percent(92) ? NextNear(number.Value) : Quote(number.Value.ToString()),
        BooleanLiteral boolean => dice.Pick([boolean.Value ? "true" : "false", boolean.Value ? "false" : "true", "\"true\"", "1"]),
        _ => Quote(dice.Percent(70) ? ((TextLiteral)literal).Value : Twisted(((TextLiteral)literal).Value)),
    };

    private string Around(string affix, bool isSuffix)
    {
        var other = dice.Pick(["", "x", "😀", "\n"]);
        var text = isSuffix ? other + affix : affix + other;
        return dice.Percent(75) ? text : Twisted(text);
    }

    private string Twisted(string text) => dice.Next(5) switch
    {
        0 => text.ToLowerInvariant(),
        1 => text.ToUpperInvariant(),
        2 => $"{text}\n",
        3 => $" {text}",
        _ => text.Replace("é", "e\u0301", StringComparison.Ordinal),
    };

    private string NextNear(DateTimeOffset instant)
    {
        var moved = instant.AddTicks(dice.Pick<long>([0, 0, 1, -1, TimeSpan.TicksPerSecond])).ToUniversalTime();
        if (dice.Percent(30)) return moved.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return dice.Percent(60)
            ? moved.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)
            : moved.ToOffset(TimeSpan.FromMinutes(dice.Pick([60, -330, 840]))).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
    }
}
