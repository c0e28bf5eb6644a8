namespace Aegis.Streams.Dlp.Detectors;

/// <summary>The country codes of ITU-T E.164 and how long national numbers are there.</summary>
internal static class CountryCodes
{
    private const int Unassigned = 0;
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    // Code, fewest and most digits of the national number, as libphonenumber (Apache-2.0) has them for numbers of people, that is without numbers that
    // are free, shared, premium or an organisation's, and never fewer than 8 digits in all nor more than 15.
    private const string Lengths = """
        1:10-10 7:10-10 20:8-10 27:6-10 30:10-10 31:9-9 32:8-9 33:9-9 34:9-9 36:8-9 39:6-12 40:6-9 41:9-9 43:6-13 44:9-10 45:8-8 46:7-10 47:6-8 48:6-10
        49:6-13 51:8-9 52:10-10 53:6-10 54:10-11 55:10-11 56:9-9 57:8-10 58:10-10 60:8-10 61:7-10 62:7-12 63:6-10 64:6-10 65:8-8 66:8-9 81:9-10 82:8-11 84:9-10
        86:7-11 90:10-10 91:10-10 92:9-10 93:9-9 94:9-9 95:6-10 98:6-10 211:9-9 212:9-9 213:8-9 216:8-8 218:8-9 220:7-9 221:9-9 222:8-8 223:8-8 224:8-9
        225:10-10 226:8-8 227:8-8 228:8-8 229:10-10 230:7-10 231:7-9 232:8-8 233:8-9 234:8-10 235:8-8 236:8-8 237:8-9 238:7-7 239:7-7 240:9-9 241:7-8 242:9-9
        243:7-10 244:9-9 245:7-9 246:7-7 247:5-6 248:7-7 249:9-9 250:8-9 251:9-9 252:6-9 253:8-8 254:7-10 255:9-9 256:9-9 257:8-8 258:8-9 260:9-9 261:9-9
        262:9-9 263:7-10 264:8-9 265:7-9 266:8-8 267:7-10 268:8-9 269:7-7 290:5-5 291:7-7 297:7-7 298:6-6 299:6-6 350:8-8 351:9-9 352:5-11 353:7-10 354:7-9
        355:6-9 356:8-8 357:8-8 358:5-12 359:6-12 370:8-8 371:8-8 372:7-10 373:8-8 374:8-8 375:6-11 376:6-9 377:8-9 378:8-10 380:9-10 381:6-12 382:8-9
        383:8-12 385:7-9 386:5-8 387:8-9 389:8-8 420:9-9 421:6-9 423:7-9 500:5-5 501:7-11 502:8-8 503:8-8 504:8-8 505:8-8 506:8-8 507:7-11 508:6-9 509:8-8
        590:9-9 591:8-8 592:7-7 593:8-9 594:9-9 595:6-11 596:9-9 597:6-7 598:8-8 599:7-8 670:7-8 672:6-6 673:7-7 674:7-7 675:7-8 676:5-7 677:5-7 678:5-7
        679:7-11 680:7-7 681:6-9 682:5-5 683:5-7 685:5-10 686:5-8 687:6-6 688:5-7 689:6-9 690:5-7 691:7-7 692:7-7 800:8-8 808:8-8 850:8-10 852:8-8 853:7-8
        855:8-10 856:8-10 870:9-12 878:12-12 880:6-10 881:9-10 882:7-12 883:8-12 886:7-11 888:11-11 960:7-7 961:7-8 962:8-9 963:8-9 964:8-10 965:7-8 966:8-9
        967:7-9 968:7-9 970:8-10 971:8-9 972:8-9 973:8-8 974:7-11 975:7-8 976:8-10 977:8-10 979:9-9 992:9-9 993:8-8 994:9-9 995:9-9 996:9-9 998:9-9
        """;

    // Assigned codes that are not above: nothing is said of their numbers but that they have 5 to 12 digits.
    private const string Others =
        "379";

    private static readonly (byte Fewest, byte Most)[] National = MakeTable();

    /// <summary>Says whether digits are a whole number: an assigned country code, and as many digits as its numbers have.</summary>
    /// <param name="digits">The digits after the plus.</param>
    public static bool IsWhole(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < FewestDigits or > MostDigits) return false;
        var code = 0;
        for (var length = 1; length <= 3; length++)
        {
            code = (code * 10) + digits[length - 1];
            if (National[code].Most != Unassigned && digits[0] != 0) return digits.Length - length >= National[code].Fewest && digits.Length - length <= National[code].Most;
        }

        return false;
    }

    /// <summary>Says whether a country code is assigned.</summary>
    public static bool IsAssigned(int code) => (uint)code < (uint)National.Length && National[code].Most != Unassigned;

    private static (byte Fewest, byte Most)[] MakeTable()
    {
        var table = new (byte Fewest, byte Most)[1000];
        foreach (var code in Others.Split(' ')) table[int.Parse(code, System.Globalization.CultureInfo.InvariantCulture)] = (5, 12);
        foreach (var entry in Lengths.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(':', '-');
            table[Number(parts[0])] = ((byte)Number(parts[1]), (byte)Number(parts[2]));
        }

        return table;

        static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
