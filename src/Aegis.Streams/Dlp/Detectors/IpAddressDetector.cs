using System.Text;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds addresses of the internet protocol, of both versions.</summary>
internal static class IpAddressDetector
{
    /// <summary>What is said of it. Loopback, private and documentation ranges are flagged as reserved.</summary>
    public static readonly Detector About = new(
        DlpEntity.IpAddress,
        DetectorTier.Value,
        "RFC 791, RFC 4291 and RFC 5952; RFC 1918, RFC 5737, RFC 3849 and RFC 6890 for the reserved ranges",
        ["8.8.4.4", "ip 8.8.4.1-40", "host 203.0.113.7:443", "10.0.0.1/8", "2001:db8::8a2e:370:7334", "[::1]:80", "::ffff:192.0.2.128", "fe80::1%eth0", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"],
        ["1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "v1.2.3.4", "version 10.0.19041.1", "1.2.3.4-beta", "1.2.3.4-40", "host 1.2.3.4-3", "host 1.2.3.4-40-1", "section 1.2.3.4", "10:20:30", "std::string", "a::b", "12:34:56:78:9a:bc"]);

    private const int LongestPlace = 12;
    private const int LongestV4 = 15;
    private const int LongestV6 = 45;
    private const int Groups = 8;

    private static readonly string[] Places = "section sections sec chapter clause paragraph para article appendix annex figure fig table step".Split(' ');

    /// <summary>Tests a dot between digits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="dot">Where the dot is.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestV4(in Field field, int dot, FindingList findings)
    {
        var start = dot;
        while (ByteClass.IsDigit(field[start - 1]) && dot - start < 4) start--;
        var before = field[start - 1];
        if (dot - start > 3 || ByteClass.IsAlphanumeric(before) || (before is (byte)'.' or (byte)'-' or (byte)'_' && ByteClass.IsAlphanumeric(field[start - 2]) && !IsAfterAddress(field, start - 1))) return;
        if (before == ':' && !findings.IsFreeAt(start)) return; // The end of an address of version 6.
        if (!TryReadV4(field.Text, start, out var end, out var isReserved)) return;
        var after = field[end];
        if (ByteClass.IsAlphanumeric(after) || (after is (byte)'.' or (byte)'-' && ByteClass.IsAlphanumeric(field[end + 1]) && !IsBeforeAddress(field, end) && !IsBeforeLast(field, start, end))) return;
        if (!IsOfDocument(field, start)) Report(field, start, EndOfPrefix(field, end), isReserved, findings);
    }

    /// <summary>Says whether a hyphen stands between the two ends of a range, as in `8.8.4.4-8.8.8.8`, by the one before it.</summary>
    private static bool IsAfterAddress(in Field field, int hyphen)
    {
        if (field[hyphen] != '-') return false;
        var start = hyphen;
        while (hyphen - start < LongestV4 && (ByteClass.IsDigit(field[start - 1]) || field[start - 1] == '.')) start--;
        return !ByteClass.IsAlphanumeric(field[start - 1]) && TryReadV4(field.Text, start, out var end, out _) && end == hyphen;
    }

    /// <summary>Says the same by the one after it.</summary>
    private static bool IsBeforeAddress(in Field field, int hyphen) =>
        field[hyphen] == '-' && TryReadV4(field.Text, hyphen + 1, out var end, out _) && !ByteClass.IsAlphanumeric(field[end]) && !(field[end] is (byte)'.' or (byte)'-' && ByteClass.IsAlphanumeric(field[end + 1]));

    /// <summary>Says whether a hyphen stands before the last part of the address that ends a range, as in `8.8.4.1-40`: where a key or word names it, since versions of packages look alike.</summary>
    private static bool IsBeforeLast(in Field field, int start, int end)
    {
        if (field[end] != '-' || !ByteClass.IsDigit(field[end + 1])) return false;
        var (at, last, first) = (end + 1, 0, 0);
        while (ByteClass.IsDigit(field[at]) && at - end <= 4) last = (last * 10) + field[at++] - '0';
        for (var one = field.Text[..end].LastIndexOf((byte)'.') + 1; one < end; one++) first = (first * 10) + field[one] - '0';
        if (last > 255 || last <= first || ByteClass.IsAlphanumeric(field[at]) || (field[at] is (byte)'.' or (byte)'-' && ByteClass.IsAlphanumeric(field[at + 1]))) return false;
        return field.HasContext(Signals.Ip, start, at);
    }

    /// <summary>Tests a colon.</summary>
    /// <param name="field">The field.</param>
    /// <param name="colon">Where the colon is.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestV6(in Field field, int colon, FindingList findings)
    {
        // Only the first colon of an address is looked at, and only where another is near.
        var start = colon;
        while (ByteClass.IsHex(field[start - 1]) && colon - start < 5) start--;
        if (colon - start > 4 || ByteClass.IsAlphanumeric(field[start - 1]) || field[start - 1] == ':') return;
        if (start == colon && field[colon + 1] != ':') return;
        var next = colon + 1;
        while (ByteClass.IsHex(field[next]) && next - colon < 6) next++;
        if (field[next] != ':') return;
        if (!TryReadV6(field.Text, start, out var end, out var isReserved)) return;
        if (ByteClass.IsAlphanumeric(field[end]) || field[end] == ':') return;
        Report(field, start, EndOfPrefix(field, end), isReserved, findings);
    }

    private static void Report(in Field field, int start, int end, bool isReserved, FindingList findings)
    {
        var points = field.WithSupport(Confidence.Shape + Confidence.OwnForm, Signals.Ip, start, end) + (field.IsVersion(start) ? Confidence.Negative : 0);
        findings.Add(start, end, DlpEntity.IpAddress, points, isReserved ? FindingFlags.Reserved : FindingFlags.None);
    }

    /// <summary>Says whether the word before an address makes it a place in a document.</summary>
    private static bool IsOfDocument(in Field field, int start)
    {
        var end = start;
        while (end > 0 && start - end < 2 && field[end - 1] is (byte)' ' or (byte)'.') end--;
        if (end == start || (field.Signals & Signals.Ip) != 0) return false;
        var word = end;
        while (word > 0 && end - word < LongestPlace && ByteClass.IsLetter(field[word - 1])) word--;
        foreach (var place in Places)
            if (Ascii.EqualsIgnoreCase(field.Text[word..end], place)) return true;
        return false;
    }

    private static bool TryReadV4(ReadOnlySpan<byte> text, int start, out int end, out bool isReserved)
    {
        (end, isReserved) = (start, false);
        uint address = 0;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && (end >= text.Length || text[end++] != '.')) return false;
            var first = end;
            uint value = 0;
            while (end < text.Length && end - first < 4 && ByteClass.IsDigit(text[end])) value = (value * 10) + text[end++] - '0';
            if (end == first || value > 255 || (text[first] == '0' && end - first > 1)) return false;
            address = (address << 8) | value;
        }

        isReserved = IsReserved(address);
        return true;
    }

    private static bool IsReserved(uint address) =>
        address >> 24 is 0 or 10 or 127 or >= 224
        || address >> 20 == 0xAC1 || address >> 16 is 0xC0A8 or 0xA9FE || address >> 22 == 0x191 // 172.16/12, 192.168/16, 169.254/16, 100.64/10
        || address >> 8 is 0xC00002 or 0xC63364 or 0xCB0071 || address >> 17 == 0x6309; // 192.0.2/24, 198.51.100/24, 203.0.113/24, 198.18/15

    private static bool TryReadV6(ReadOnlySpan<byte> text, int start, out int end, out bool isReserved)
    {
        (end, isReserved) = (start, false);
        var (groups, gap, hasDigit, at) = (0, -1, false, start);
        Span<ushort> values = stackalloc ushort[Groups];
        while (groups < Groups && at - start < LongestV6)
        {
            if (at + 1 < text.Length && text[at] == ':' && text[at + 1] == ':')
            {
                if (gap >= 0) break;
                gap = groups;
                at += 2;
                end = at;
                continue;
            }

            if (groups > 0 && end == at)
            {
                if (gap != groups)
                {
                    if (at >= text.Length || text[at] != ':') break;
                    at++;
                }
            }

            var first = at;
            var value = 0;
            while (at < text.Length && at - first < 4 && ByteClass.IsHex(text[at]))
            {
                hasDigit |= ByteClass.IsDigit(text[at]);
                value = (value << 4) | ByteClass.HexOf(text[at++]);
            }

            if (at == first) break;
            if (at + 1 < text.Length && text[at] == '.' && ByteClass.IsDigit(text[at + 1]) && groups <= Groups - 2)
            {
                if (!TryReadV4(text, first, out var v4End, out _)) break;
                (groups, end, hasDigit) = (groups + 2, v4End, true);
                break;
            }

            values[groups++] = (ushort)value;
            end = at;
        }

        isReserved = values[0] is >= 0xFC00 and <= 0xFDFF or >= 0xFE80 and <= 0xFEBF || (values[0] == 0x2001 && groups > 1 && values[1] == 0x0DB8) || (gap == 0 && groups <= 1);
        return hasDigit && (gap >= 0 ? groups < Groups : groups == Groups);
    }

    /// <summary>Finds the end of the length of a prefix, or of a zone.</summary>
    private static int EndOfPrefix(in Field field, int end)
    {
        if (field[end] == '%' && ByteClass.IsAlphanumeric(field[end + 1]))
        {
            end++;
            while (ByteClass.IsAlphanumeric(field[end])) end++;
        }

        if (field[end] != '/' || !ByteClass.IsDigit(field[end + 1])) return end;
        var digits = 1;
        while (ByteClass.IsDigit(field[end + 1 + digits])) digits++;
        return digits <= 3 && !ByteClass.IsAlphanumeric(field[end + 1 + digits]) ? end + 1 + digits : end;
    }
}
