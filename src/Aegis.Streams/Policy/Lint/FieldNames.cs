using System.Collections.Frozen;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Tells by their names what parameters are, as far as names can tell.</summary>
internal static class FieldNames
{
    private static readonly FrozenSet<string> Counts = ["quantity", "quantities", "qty", "count", "pieces", "units", "seats", "licenses"];

    private static readonly FrozenSet<string> Amounts = ["amount", "price", "total", "subtotal", "cost", "fee", "discount", "rebate", "percent", "refund", "payment", "budget", .. Counts];

    /// <summary>Says whether a parameter is a number of things.</summary>
    public static bool IsCount(ParameterPath path) => Words(path).Any(Counts.Contains);

    /// <summary>Says whether a parameter is a number that is not negative in everyday life.</summary>
    public static bool IsAmount(ParameterPath path) => Words(path).Any(Amounts.Contains);

    /// <summary>Splits the last name of a path at `_`, `-` and capital letters.</summary>
    private static IEnumerable<string> Words(ParameterPath path)
    {
        var name = path.Steps.LastOrDefault(step => !step.IsEachItem).Name ?? "";
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] is not ('_' or '-') && !(char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1]))) continue;
            yield return name[start..i].Trim('_', '-').ToLowerInvariant();
            start = i;
        }
    }
}
