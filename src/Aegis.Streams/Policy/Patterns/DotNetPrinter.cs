using System.Globalization;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// Writes a pattern for <see cref="System.Text.RegularExpressions.Regex"/> without options. That engine sees UTF-16 units, so what lies
/// beyond them becomes surrogate pairs; surrogates alone are never accepted.
/// </summary>
internal sealed class DotNetPrinter : PatternPrinter
{
    private const int LastBasic = 0xFFFF;

    protected override void WriteSet(ScalarSet set)
    {
        var basic = set.Ranges.Where(range => range.First <= LastBasic).Select(range => range with { Last = Math.Min(range.Last, LastBasic) });
        var pairs = set.Ranges.Where(range => range.Last > LastBasic).SelectMany(range => Pairs(range with { First = Math.Max(range.First, LastBasic + 1) }));
        var options = new List<string>();
        if (basic.Any()) options.Add(Class(basic));
        options.AddRange(pairs);
        Output.Append("(?:").AppendJoin('|', options).Append(')');
    }

    /// <summary>Cuts a range where the first unit of its pairs changes.</summary>
    private static IEnumerable<string> Pairs(ScalarRange range)
    {
        for (var first = range.First; first <= range.Last;)
        {
            var last = Math.Min(range.Last, first | 0x3FF);
            var high = 0xD800 + ((first - 0x10000) >> 10);
            yield return Class([new(high, high)]) + Class([new(0xDC00 + (first & 0x3FF), 0xDC00 + (last & 0x3FF))]);
            first = last + 1;
        }
    }

    private static string Class(IEnumerable<ScalarRange> units) =>
        "[" + string.Concat(units.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{unit.First:X4}-\\u{unit.Last:X4}"))) + "]";
}
