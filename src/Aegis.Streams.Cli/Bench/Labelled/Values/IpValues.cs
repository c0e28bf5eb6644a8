using System.Globalization;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes addresses of IPv4 and, in the text forms of RFC 4291, of IPv6.</summary>
internal static class IpValues
{
    private const double ShareOfVersion6 = 0.25;

    private static readonly string[] Prefixes = ["2001:db8", "2a02:8108", "2600:1f18", "2a01:e0a", "fd12:3456", "2401:4900", "2003:c5"];

    /// <summary>Makes an address.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="isInText">Whether a port, a prefix length or the rest of a URL may be around it.</param>
    /// <returns>The address. Port, prefix length and zone are not part of it.</returns>
    public static SensitiveValue Make(Draw draw, bool isInText)
    {
        var isVersion6 = draw.Chance(ShareOfVersion6);
        var text = isVersion6 ? Version6(draw) : Version4(draw);
        var flags = text == "::1" ? TruthFlags.Hard : TruthFlags.None;
        if (!isInText || draw.Chance(0.6)) return new SensitiveValue(EntityNames.IpAddress, text, flags);
        var (before, after) = (isVersion6, draw.Below(3)) switch
        {
            (false, 0) => ("", ":" + draw.Fill("^###")),
            (false, 1) => ("", "/" + draw.Fill("2^")),
            (false, _) => ("http://", "/status"),
            (true, 0) => ("[", "]:" + draw.Fill("^###")),
            (true, 1) => ("", "/64"),
            (true, _) => ("https://[", "]/"),
        };
        return new SensitiveValue(EntityNames.IpAddress, text, flags, before, after);
    }

    private static string Version4(Draw draw) => draw.Below(20) switch
    {
        < 3 => Text($"192.168.{draw.Below(256)}.{draw.Between(1, 254)}"),
        < 5 => Text($"10.{draw.Below(256)}.{draw.Below(256)}.{draw.Between(1, 254)}"),
        5 => Text($"172.{draw.Between(16, 31)}.{draw.Below(256)}.{draw.Between(1, 254)}"),
        6 => Text($"203.0.113.{draw.Between(1, 254)}"),
        7 => draw.Chance(0.3) ? "127.0.0.1" : Text($"198.51.100.{draw.Between(1, 254)}"),
        _ => Text($"{draw.Between(11, 223)}.{draw.Below(256)}.{draw.Below(256)}.{draw.Between(1, 254)}"),
    };

    private static string Version6(Draw draw) => draw.Below(20) switch
    {
        < 5 => Text($"{draw.Pick(Prefixes)}:{Group(draw)}:{Group(draw)}:{Group(draw)}:{Group(draw)}:{Group(draw)}:{Group(draw)}"),
        < 8 => Text($"{draw.Pick(Prefixes)}::{Group(draw)}"),
        < 11 => Text($"{draw.Pick(Prefixes)}:{Group(draw)}::{Group(draw)}:{Group(draw)}"),
        < 13 => Text($"fe80::{Group(draw)}:{draw.Hex(2)}ff:fe{draw.Hex(2)}:{Group(draw)}"),
        < 15 => Text($"2001:0db8:85a3:{draw.Hex(4)}:0000:{draw.Hex(4)}:{draw.Hex(4)}:{draw.Hex(4)}"),
        < 17 => Text($"{draw.Pick(Prefixes)}:{Group(draw)}::{Group(draw)}").ToUpperInvariant(),
        < 19 => "::ffff:" + Version4(draw),
        _ => draw.Chance(0.2) ? "::1" : Text($"{draw.Pick(Prefixes)}::"),
    };

    /// <summary>Makes 16 bits in hexadecimal without leading zeros; not 0, which would be compressed.</summary>
    private static string Group(Draw draw) => Text($"{draw.Between(1, 0xffff):x}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
