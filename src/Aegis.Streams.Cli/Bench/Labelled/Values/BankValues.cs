using System.Globalization;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes numbers of banks in the United States.</summary>
internal static class BankValues
{
    /// <summary>Makes a routing number: a prefix that the ABA assigns, weights 3-7-1.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Routing(Draw draw)
    {
        var prefix = draw.Below(10) switch
        {
            < 4 => draw.Between(1, 12),
            < 7 => draw.Between(21, 32),
            < 9 => draw.Between(61, 72),
            _ => 80,
        };
        var body = prefix.ToString("D2", CultureInfo.InvariantCulture) + draw.Digits(6);
        return new SensitiveValue(EntityNames.AbaRouting, body + CheckDigits.Routing(body), TruthFlags.Bare);
    }

    public static SensitiveValue Account(Draw draw) => new(EntityNames.UsBankAccount, draw.Fill("^") + draw.Digits(draw.Between(7, 16)), TruthFlags.Bare);
}
