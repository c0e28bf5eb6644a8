using System.Globalization;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// Writes a pattern for <see cref="System.Text.RegularExpressions.Regex"/> without options. That engine sees UTF-16 units, so what lies
/// beyond them becomes surrogate pairs; surrogates alone are never accepted.
/// </summary>
internal sealed class DotNetPrinter : PatternPrinter
{
    private const int LastBasic = 0xFFFF;

    /// <summary>What the second unit of a pair tells.</summary>
    private const int LowBits = 0x3FF;

    protected override void WriteSet(ScalarSet set)
    {
        var basic = set.Ranges.Where(range => range.First <= LastBasic).Select(range => range with { Last = Math.Min(range.Last, LastBasic) });
        var pairs = set.Ranges.Where(range => range.Last > LastBasic).SelectMany(range => Pairs(range with { First = Math.Max(range.First, LastBasic + 1) }));
        var options = new List<string>();
        if (basic.Any()) options.Add(Class(basic));
        options.AddRange(pairs);
        Output.Append("(?:").AppendJoin('|', options).Append(')');
    }

    /// <summary>Cuts a range into blocks of pairs: at most the rest of a first unit, all of some first units, and the beginning of a last one.</summary>
    private static IEnumerable<string> Pairs(ScalarRange range)
    {
        for (var first = range.First; first <= range.Last;)
        {
            var isWholeUnit = (first & LowBits) == 0 && range.Last - first >= LowBits;
            var last = isWholeUnit ? (((range.Last + 1) & ~LowBits) - 1) : Math.Min(range.Last, first | LowBits);
            yield return Class([new(High(first), High(last))]) + Class([new(Low(first), Low(last))]);
            first = last + 1;
        }
    }

    private static int High(int scalar) => 0xD800 + ((scalar - LastBasic - 1) >> 10);

    private static int Low(int scalar) => 0xDC00 + (scalar & LowBits);

    private static string Class(IEnumerable<ScalarRange> units) =>
        "[" + string.Concat(units.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{unit.First:X4}-\\u{unit.Last:X4}"))) + "]";
}
