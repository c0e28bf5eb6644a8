using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds international bank account numbers.</summary>
internal static class IbanDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Iban,
        DetectorTier.Value,
        "ISO 13616-1 and the SWIFT registry; ISO 7064 MOD 97-10",
        ["DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "GB29-NWBK-6016-1331-9268-19 please", "IBAN:FR1420041010050500013M02606", "NO9386011117947 Oslo", "iban de89370400440532013000"],
        ["DE88370400440532013000", "DE8937040044053201300", "XX89370400440532013000", "ADE89370400440532013000", "DE89370400440532013000X"]);

    private const int Longest = 34;

    // Country, length, and the shape of the rest: n digits, a capitals, c both.
    private const string Registry = """
        AD24:n8c12 AE23:n19 AL28:n8c16 AT20:n16 AZ28:a4c20 BA20:n16 BE16:n12 BG22:a4n6c8 BH22:a4c14 BI27:n23 BR29:n23a1c1 BY28:c4n4c16 CH21:n5c12 CR22:n18 CY28:n8c16 CZ24:n20
        DE22:n18 DJ27:n23 DK18:n14 DO28:c4n20 EE20:n16 EG29:n25 ES24:n20 FI18:n14 FK18:a2n12 FO18:n14 FR27:n10c11n2 GB22:a4n14 GE22:a2n16 GI23:a4c15 GL18:n14 GR27:n7c16 GT28:c24
        HN28:a4n20 HR21:n17 HU28:n24 IE22:a4n14 IL23:n19 IQ23:a4n15 IS26:n22 IT27:a1n10c12 JO30:a4n4c18 KW30:a4c22 KZ20:n3c13 LB28:n4c20 LC32:a4c24 LI21:n5c12 LT20:n16 LU20:n3c13
        LV21:a4c13 LY25:n21 MC27:n10c11n2 MD24:c20 ME22:n18 MK19:n3c10n2 MN20:n16 MR27:n23 MT31:a4n5c18 MU30:a4n19a3 NI28:a4n20 NL18:a4n10 NO15:n11 OM23:n3c16 PK24:a4c16 PL28:n24
        PS29:a4c21 PT25:n21 QA29:a4c21 RO24:a4c16 RS22:n18 RU33:n14c15 SA24:n2c18 SC31:a4n20a3 SD18:n14 SE24:n20 SI19:n15 SK24:n20 SM27:a1n10c12 SO23:n19 ST25:n21 SV28:a4n20 TL23:n19
        TN24:n20 TR26:n6c16 UA29:n6c19 VA22:n18 VG24:a4n16 XK20:n16 YE30:a4n4c18
        """;

    private static readonly (int Length, string Shape)[] Countries = MakeTable();

    /// <summary>Tests two letters that two digits follow.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">The first letter.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int start, FindingList findings)
    {
        if (ByteClass.IsAlphanumeric(field[start - 1]) || !TryRead(field.Text, start, out var end, out var isGrouped)) return;
        if (ByteClass.IsAlphanumeric(field[end]) || (!ByteClass.IsCapital(field[start]) && !field.HasContext(Signals.Iban, start, end))) return;
        findings.Add(start, end, DlpEntity.Iban, Confidence.Shape + Confidence.Checksum + Confidence.Range + (isGrouped ? Confidence.Grouping : 0));
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, out int end, out bool isGrouped)
    {
        (end, isGrouped) = (start, false);
        if (start + 4 > text.Length || CountryOf(text[start], text[start + 1]) is not { Length: > 0 and var length } country) return false;
        Span<byte> number = stackalloc byte[Longest];
        var count = 0;
        var at = start;
        for (; count < length; at++)
        {
            if (at >= text.Length) return false;
            var one = text[at];
            if ((one is (byte)' ' or (byte)'-') && count % 4 == 0 && count > 0 && text[at - 1] != one)
            {
                isGrouped = true;
                continue;
            }

            if (one >= 'a') one &= 0xDF;
            if (!ByteClass.IsDigit(one) && !ByteClass.IsCapital(one)) return false;
            number[count++] = one;
        }

        end = at;
        return HasShape(number[4..length], country.Shape) && HasCheckDigits(number[..length]);
    }

    private static bool HasShape(ReadOnlySpan<byte> rest, string shape)
    {
        var at = 0;
        for (var part = 0; part < shape.Length;)
        {
            var kind = shape[part++];
            var length = 0;
            while (part < shape.Length && char.IsAsciiDigit(shape[part])) length = (length * 10) + shape[part++] - '0';
            for (var end = at + length; at < end; at++)
                if ((kind == 'n' && !ByteClass.IsDigit(rest[at])) || (kind == 'a' && !ByteClass.IsCapital(rest[at]))) return false;
        }

        return at == rest.Length;
    }

    private static bool HasCheckDigits(ReadOnlySpan<byte> number) => Mod97(Mod97(0, number[4..]), number[..4]) == 1;

    /// <summary>Gets the remainder of a number divided by 97, its letters read as 10 to 35; it is reduced only before it could overflow.</summary>
    /// <param name="rest">The remainder of the digits before.</param>
    /// <param name="number">Digits and capitals.</param>
    private static ulong Mod97(ulong rest, ReadOnlySpan<byte> number)
    {
        foreach (var one in number)
        {
            rest = one <= '9' ? (rest * 10) + one - '0' : (rest * 100) + one - 'A' + 10;
            if (rest > ulong.MaxValue / 1000) rest %= 97;
        }

        return rest % 97;
    }

    private static (int Length, string Shape) CountryOf(byte first, byte second)
    {
        var index = (((first | 0x20) - 'a') * 26) + (second | 0x20) - 'a';
        return (uint)index < (uint)Countries.Length ? Countries[index] : default;
    }

    private static (int Length, string Shape)[] MakeTable()
    {
        var table = new (int Length, string Shape)[26 * 26];
        foreach (var entry in Registry.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            table[((entry[0] - 'A') * 26) + entry[1] - 'A'] = (int.Parse(entry[2..4], System.Globalization.CultureInfo.InvariantCulture), entry[5..]);
        return table;
    }
}
