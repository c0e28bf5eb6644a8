using System.Globalization;
using System.Text;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes IBANs (ISO 13616-1): the country's length and shape, and check digits that hold. National check digits inside are not kept.</summary>
internal static class IbanValues
{
    // The SWIFT registry's structures, for Draw.Fill: digits, letters, and either.
    private static readonly (string Country, string Account)[] Shapes =
    [
        ("DE", Digits(18)), ("DE", Digits(18)), ("DE", Digits(18)), ("FR", Digits(10) + Either(11) + Digits(2)), ("FR", Digits(10) + Either(11) + Digits(2)), ("ES", Digits(20)), ("ES", Digits(20)),
        ("GB", Letters(4) + Digits(14)), ("GB", Letters(4) + Digits(14)), ("AD", Digits(8) + Either(12)), ("AE", Digits(19)), ("AT", Digits(16)), ("BE", Digits(12)),
        ("BG", Letters(4) + Digits(6) + Either(8)), ("CH", Digits(5) + Either(12)), ("CY", Digits(8) + Either(16)), ("CZ", Digits(20)), ("DK", Digits(14)), ("EE", Digits(16)), ("FI", Digits(14)),
        ("GR", Digits(7) + Either(16)), ("HR", Digits(17)), ("HU", Digits(24)), ("IE", Letters(4) + Digits(14)), ("IL", Digits(19)), ("IS", Digits(22)), ("IT", Letters(1) + Digits(10) + Either(12)),
        ("LI", Digits(5) + Either(12)), ("LT", Digits(16)), ("LU", Digits(3) + Either(13)), ("LV", Letters(4) + Either(13)), ("MC", Digits(10) + Either(11) + Digits(2)),
        ("MT", Letters(4) + Digits(5) + Either(18)), ("NL", Letters(4) + Digits(10)), ("NO", Digits(11)), ("PL", Digits(24)), ("PT", Digits(21)), ("RO", Letters(4) + Either(16)), ("SA", Digits(2) + Either(18)),
        ("SE", Digits(20)), ("SI", Digits(15)), ("SK", Digits(20)), ("SM", Letters(1) + Digits(10) + Either(12)), ("TR", Digits(6) + Either(16)),
    ];

    /// <summary>Makes an IBAN.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="hasContext">Whether something says that it is one, so that it may be in small letters.</param>
    /// <returns>The IBAN.</returns>
    public static SensitiveValue Make(Draw draw, bool hasContext)
    {
        var text = Text(draw, fault: 0);
        var kind = draw.Below(100);
        if (kind < 50) return new SensitiveValue(EntityNames.Iban, InFours(text, ' '));
        if (kind < 53) return new SensitiveValue(EntityNames.Iban, InFours(text, '-'), TruthFlags.Hard);
        return hasContext && kind < 55
            ? new SensitiveValue(EntityNames.Iban, text.ToLowerInvariant(), TruthFlags.Bare | TruthFlags.Hard)
            : new SensitiveValue(EntityNames.Iban, text, TruthFlags.Bare);
    }

    /// <summary>Makes what looks like an IBAN and has the wrong check digits.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The text.</returns>
    public static string Faulty(Draw draw)
    {
        var text = Text(draw, fault: draw.Between(1, 96));
        return draw.Chance(0.5) ? text : InFours(text, ' ');
    }

    private static string Text(Draw draw, int fault)
    {
        var (country, shape) = draw.Pick(Shapes);
        var account = draw.Fill(shape);

        // Check digits are from 02 to 98.
        var check = (((CheckDigits.Iban(country, account) - 2) + fault) % 97) + 2;
        return string.Create(CultureInfo.InvariantCulture, $"{country}{check:D2}{account}");
    }

    private static string InFours(string text, char separator)
    {
        var grouped = new StringBuilder(text.Length + (text.Length / 4));
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && i % 4 == 0) grouped.Append(separator);
            grouped.Append(text[i]);
        }

        return grouped.ToString();
    }

    private static string Digits(int count) => new('#', count);

    private static string Letters(int count) => new('?', count);

    private static string Either(int count) => new('*', count);
}
