using System.Buffers.Text;

namespace Aegis.Streams.Policy.Egress;

/// <summary>
/// IPv6 in brackets, in the one spelling of RFC 5952. Addresses that carry an IPv4 address are refused: they would be a second name
/// for it, and which of them a network translates nobody can tell from the text.
/// </summary>
internal static class Ipv6Literal
{
    private const int Groups = 8;
    private const int MaxTextLength = 39;

    /// <summary>Checks a host that begins with a bracket.</summary>
    public static EgressFault Check(ReadOnlySpan<byte> host)
    {
        if (host[^1] != ']') return EgressFault.Ipv6Spelling;
        var text = host[1..^1];
        if (text.Contains((byte)'%')) return EgressFault.Ipv6Zone;
        if (text.Contains((byte)'.')) return EgressFault.Ipv6Embedding;

        Span<ushort> address = stackalloc ushort[Groups];
        if (text.Length > MaxTextLength || !TryRead(text, address)) return EgressFault.Ipv6Spelling;
        if (CarriesIpv4(address)) return EgressFault.Ipv6Embedding;
        Span<byte> canonical = stackalloc byte[MaxTextLength];
        return text.SequenceEqual(canonical[..Write(address, canonical)]) ? EgressFault.None : EgressFault.Ipv6Spelling;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, Span<ushort> address)
    {
        address.Clear();
        var gap = text.IndexOf("::"u8);
        if (gap < 0) return TryReadGroups(text, address, out var all) && all == Groups;
        Span<ushort> tail = stackalloc ushort[Groups];
        if (!TryReadGroups(text[..gap], address, out var before) || !TryReadGroups(text[(gap + 2)..], tail, out var after)) return false;
        if (before + after >= Groups) return false;
        tail[..after].CopyTo(address[^after..]);
        return true;
    }

    private static bool TryReadGroups(ReadOnlySpan<byte> text, Span<ushort> groups, out int count)
    {
        count = 0;
        if (text.IsEmpty) return true;
        foreach (var range in text.Split((byte)':'))
        {
            var group = text[range];
            if (count == Groups || group.Length is 0 or > 4) return false;
            if (!Utf8Parser.TryParse(group, out ushort value, out var used, 'x') || used != group.Length) return false;
            groups[count++] = value;
        }

        return true;
    }

    private static bool CarriesIpv4(ReadOnlySpan<ushort> address)
    {
        var zeros = address.IndexOfAnyExcept((ushort)0);
        // ::a.b.c.d, but neither :: nor ::1 (RFC 4291 section 2.5.5.1)
        if (zeros is 6 or 7) return zeros == 6 || address[7] != 1;
        // ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2) and ::ffff:0:a.b.c.d (RFC 2765)
        if ((zeros == 5 || (zeros == 4 && address[5] == 0)) && address[zeros] == 0xffff) return true;
        return address[0] switch
        {
            0x0064 => address[1] == 0xff9b, // NAT64 (RFC 6052), also 64:ff9b:1::/48 of RFC 8215
            0x2001 => address[1] == 0, // Teredo (RFC 4380)
            0x2002 => true, // 6to4 (RFC 3056)
            _ => address[4] is 0 or 0x0200 && address[5] == 0x5efe, // ISATAP (RFC 5214)
        };
    }

    /// <summary>Lower case, no leading zeros, and the first longest run of two or more zero groups as `::` (RFC 5952 section 4).</summary>
    private static int Write(ReadOnlySpan<ushort> address, Span<byte> text)
    {
        var (gapStart, gapLength) = LongestZeros(address);
        var length = 0;
        for (var i = 0; i < Groups; i++)
        {
            if (i == gapStart)
            {
                // The colon of the group before is there already.
                if (i == 0) text[length++] = (byte)':';
                text[length++] = (byte)':';
                i += gapLength - 1;
                continue;
            }

            Utf8Formatter.TryFormat(address[i], text[length..], out var written, 'x');
            length += written;
            if (i < Groups - 1) text[length++] = (byte)':';
        }

        return length;
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> address)
    {
        var (start, length) = (-1, 1);
        for (var i = 0; i < Groups; i++)
        {
            var run = address[i..].IndexOfAnyExcept((ushort)0);
            if (run < 0) run = Groups - i;
            if (run > length) (start, length) = (i, run);
            i += run;
        }

        return (start, length);
    }
}
