using System.Buffers;

namespace Aegis.Streams.Policy.Egress;

/// <summary>The host of an egress target: a name of LDH labels (RFC 1123), an IPv4 address in its usual form, or IPv6 in brackets.</summary>
internal static class EgressHost
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;
    private static readonly SearchValues<byte> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <summary>Checks a host in which A-Z is in lower case.</summary>
    public static EgressFault Check(ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty) return EgressFault.EmptyHost;
        if (host[0] == '[') return Ipv6Literal.Check(host);
        if (host.Contains((byte)'%')) return EgressFault.EscapeInHost;
        if (host.Length > MaxLength) return EgressFault.HostTooLong;
        if (host[^1] == '.') return host.Length > 1 && host[^2] != '.' ? EgressFault.TrailingDot : EgressFault.EmptyLabel;
        foreach (var label in host.Split((byte)'.'))
        {
            if (CheckLabel(host[label]) is not EgressFault.None and var fault) return fault;
        }

        return EndsInNumber(host) && !IsIpv4(host) ? EgressFault.NumericHost : EgressFault.None;
    }

    /// <summary>Says whether a host that was accepted is an address.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> host) => host[0] == '[' || EndsInNumber(host);

    private static EgressFault CheckLabel(ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty) return EgressFault.EmptyLabel;
        if (label.ContainsAnyExcept(LabelCharacters) || label[0] == '-' || label[^1] == '-') return EgressFault.BadLabel;
        if (label.Length > MaxLabelLength) return EgressFault.HostTooLong;
        return label.StartsWith("xn--"u8) && !Punycode.IsWellFormed(label[4..]) ? EgressFault.BadALabel : EgressFault.None;
    }

    /// <summary>As in the URL standard: such a host is an IPv4 address or nothing, in decimal, octal or hexadecimal and with one to four parts.</summary>
    private static bool EndsInNumber(ReadOnlySpan<byte> host)
    {
        var label = host[(host.LastIndexOf((byte)'.') + 1)..];
        return !label.ContainsAnyExceptInRange((byte)'0', (byte)'9') || label.StartsWith("0x"u8);
    }

    private static bool IsIpv4(ReadOnlySpan<byte> host)
    {
        var parts = 0;
        foreach (var part in host.Split((byte)'.'))
        {
            if (++parts > 4 || !IsOctet(host[part])) return false;
        }

        return parts == 4;
    }

    private static bool IsOctet(ReadOnlySpan<byte> text)
    {
        if (text.Length > 3 || (text.Length > 1 && text[0] == '0')) return false;
        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (digit - '0');
        }

        return value <= 255;
    }
}
