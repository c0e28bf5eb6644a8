namespace Aegis.Streams.Dlp.Detectors;

/// <summary>The country codes of ITU-T E.164 and how long national numbers are there.</summary>
internal static class CountryCodes
{
    private const int Unassigned = 0;
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    // Code, fewest and most digits of the national number. Where nothing is said: 7 digits up to 15 with the code.
    private const string Lengths = """
        1:10-10 7:10-10 20:8-10 27:9-9 30:10-10 31:9-9 32:8-9 33:9-9 34:9-9 36:8-9 39:6-11 40:9-9 41:9-9 43:4-13 44:9-10 45:8-8 46:7-10 47:8-8 48:9-9 49:6-13
        51:8-9 52:10-10 53:6-8 54:10-11 55:10-11 56:9-9 57:8-10 58:10-10 60:8-10 61:9-9 62:7-12 63:8-10 64:8-10 65:8-8 66:8-9 81:9-10 82:8-11 84:9-10 86:9-11
        90:10-10 91:10-10 92:9-10 93:9-9 94:9-9 95:7-10 98:10-10 212:9-9 213:8-9 216:8-8 218:8-9 220:7-7 221:9-9 233:9-9 234:8-10 251:9-9 254:9-10 255:9-9 256:9-9
        260:9-9 263:8-10 351:9-9 352:4-11 353:7-9 354:7-9 355:8-9 356:8-8 357:8-8 358:5-11 359:7-9 370:8-8 371:8-8 372:7-8 373:8-8 374:8-8 375:9-9 376:6-9 377:8-9
        380:9-9 381:8-9 382:8-8 383:8-9 385:8-9 386:8-8 387:8-8 389:8-8 420:9-9 421:9-9 423:7-9 502:8-8 503:8-8 504:8-8 505:8-8 506:8-8 507:7-8 591:8-8 593:8-9
        595:9-9 598:8-8 673:7-7 852:8-8 853:8-8 855:8-9 856:8-10 880:8-10 886:8-9 960:7-7 961:7-8 962:8-9 963:8-9 964:8-10 965:7-8 966:8-9 967:7-9 968:8-8 970:8-9
        971:8-9 972:8-9 973:8-8 974:7-8 975:7-8 976:8-8 977:8-10 992:9-9 993:8-8 994:9-9 995:9-9 996:9-9 998:9-9
        """;

    // Assigned codes of three digits that are not above.
    private const string Others =
        "211 222 223 224 225 226 227 228 229 230 231 232 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 252 253 257 258 261 262 264 265 266 267 268 269 290 291 297 298 299 350 378 379 500 501 508 509 590 592 594 596 597 599 670 672 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 808 850 870 878 881 882 883 888 979";

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
