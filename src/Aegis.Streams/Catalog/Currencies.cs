using System.Collections.Frozen;

namespace Aegis.Streams.Catalog;

/// <summary>What ISO 4217 says of currencies: the form of a code, and how many decimals the minor unit has.</summary>
internal static class Currencies
{
    private const int UsualDecimals = 2;

    // ISO 4217 list one (published 2024-06-25): every code whose minor unit is not the hundredth.
    private static readonly FrozenDictionary<string, int> UnusualDecimals = new Dictionary<string, int>
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    public static int Decimals(string code) => UnusualDecimals.GetValueOrDefault(code, UsualDecimals);
}
