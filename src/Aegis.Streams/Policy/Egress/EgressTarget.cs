using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Aegis.Streams.Policy.Egress;

/// <summary>
/// Where a call goes: the parts of a URL that has one meaning for RFC 3986, for the URL standard of browsers (WHATWG) and for usual HTTP
/// clients alike. A URL that some of them read otherwise is refused, never repaired: the reader that decides must not be cleverer than
/// the one that calls.
/// </summary>
/// <remarks>The parts lie in the scratch of the caller and are valid for as long as its content. The default value is no target, and nothing covers it.</remarks>
public readonly ref struct EgressTarget
{
    /// <summary>The longest URL that is read, and the scratch that is enough for any, in bytes.</summary>
    public const int MaxLength = 2048;

    private static readonly SearchValues<byte> AuthorityEnds = SearchValues.Create("/?"u8);

    private EgressTarget(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> host, int port, ReadOnlySpan<byte> path, ReadOnlySpan<byte> query)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Path = path;
        Query = query;
    }

    /// <summary>Gets the scheme in lower case, such as `https`.</summary>
    public ReadOnlySpan<byte> Scheme { get; }

    /// <summary>Gets the host: a name in lower-case ASCII, an IPv4 address, or an IPv6 address in brackets.</summary>
    public ReadOnlySpan<byte> Host { get; }

    /// <summary>Gets the port, 1 to 65535: as written, or the default one of the scheme.</summary>
    public int Port { get; }

    /// <summary>Gets the path, from its first slash on; `/` if none was written. Escapes have upper-case digits.</summary>
    public ReadOnlySpan<byte> Path { get; }

    /// <summary>Gets what follows the `?`; empty: nothing does. No entry looks at it, and it may hold secrets.</summary>
    public ReadOnlySpan<byte> Query { get; }

    /// <summary>Reads a URL. Takes time in proportion to its length, allocates nothing and never throws.</summary>
    /// <param name="utf8">The whole URL.</param>
    /// <param name="scratch">Room for the parts: at least as long as the URL, <see cref="MaxLength"/> bytes for any. May begin where the URL does.</param>
    /// <param name="target">The target; the default value if there is a fault.</param>
    /// <param name="fault">Why there is no target; <see cref="EgressFault.None"/>: there is one.</param>
    /// <returns>Whether the URL has one meaning.</returns>
    public static bool TryParse(scoped ReadOnlySpan<byte> utf8, Span<byte> scratch, out EgressTarget target, out EgressFault fault)
    {
        target = default;
        fault = utf8.Length > MaxLength ? EgressFault.TooLong
            : utf8.Length > scratch.Length ? EgressFault.ScratchTooSmall
            : EgressFault.None;
        if (fault != EgressFault.None) return false;
        utf8.CopyTo(scratch);
        fault = Read(scratch[..utf8.Length], out target);
        return fault == EgressFault.None;
    }

    /// <summary>Reads a URL. Takes time in proportion to its length, allocates nothing and never throws.</summary>
    /// <param name="text">The whole URL.</param>
    /// <param name="scratch">Room for the parts: <see cref="MaxLength"/> bytes.</param>
    /// <param name="target">The target; the default value if there is a fault.</param>
    /// <param name="fault">Why there is no target; <see cref="EgressFault.None"/>: there is one.</param>
    /// <returns>Whether the URL has one meaning.</returns>
    public static bool TryParse(scoped ReadOnlySpan<char> text, Span<byte> scratch, out EgressTarget target, out EgressFault fault)
    {
        target = default;
        fault = scratch.Length < MaxLength ? EgressFault.ScratchTooSmall : EgressFault.TooLong;
        if (text.Length > MaxLength || scratch.Length < MaxLength) return false;
        // Lone surrogates become U+FFFD, which is refused wherever it stands.
        var status = Utf8.FromUtf16(text, scratch[..MaxLength], out _, out var written);
        return status == OperationStatus.Done && TryParse(scratch[..written], scratch, out target, out fault);
    }

    /// <summary>Returns the canonical text without the query, for logs: the port only if it is not the default one.</summary>
    /// <returns>A new string; empty for the default value.</returns>
    public override string ToString()
    {
        if (Host.IsEmpty) return "";
        var port = Port == EgressScheme.DefaultPort(Scheme) ? "" : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        return $"{Encoding.ASCII.GetString(Scheme)}://{Encoding.ASCII.GetString(Host)}{port}{Encoding.ASCII.GetString(Path)}";
    }

    private static EgressFault Read(Span<byte> url, out EgressTarget target)
    {
        target = default;
        if (CheckEverywhere(url) is not EgressFault.None and var fault) return fault;

        var colon = url.IndexOf((byte)':');
        if (colon < 0) return EgressFault.NoScheme;
        var scheme = url[..colon];
        Ascii.ToLowerInPlace(scheme, out _);
        fault = EgressScheme.Check(scheme);
        if (fault != EgressFault.None) return fault;
        if (!url[(colon + 1)..].StartsWith("//"u8)) return EgressFault.NoAuthority;

        var rest = url[(colon + 3)..];
        var end = rest.IndexOfAny(AuthorityEnds);
        if (end < 0) end = rest.Length;
        var authority = rest[..end];
        if (authority.Contains((byte)'@')) return EgressFault.UserInfo;
        if (!Ascii.IsValid(authority)) return EgressFault.NonAsciiHost;
        fault = ReadAuthority(authority, scheme, out var host, out var port);
        if (fault != EgressFault.None) return fault;

        fault = ReadTail(rest[end..], out var path, out var query);
        if (fault == EgressFault.None) target = new EgressTarget(scheme, host, port, path, query);
        return fault;
    }

    /// <summary>Refuses first what some readers strip, replace or cut off before they look for the parts.</summary>
    private static EgressFault CheckEverywhere(ReadOnlySpan<byte> url)
    {
        if (url.ContainsAnyInRange((byte)0, (byte)' ') || url.Contains((byte)0x7F)) return EgressFault.ControlOrSpace;
        if (url.Contains((byte)'\\')) return EgressFault.Backslash;
        return url.Contains((byte)'#') ? EgressFault.Fragment : EgressFault.None;
    }

    private static EgressFault ReadAuthority(Span<byte> authority, ReadOnlySpan<byte> scheme, out ReadOnlySpan<byte> host, out int port)
    {
        port = EgressScheme.DefaultPort(scheme);
        var bracket = authority.StartsWith("["u8) ? authority.IndexOf((byte)']') : 0;
        host = authority;
        if (bracket < 0) return EgressFault.Ipv6Spelling;
        var colon = authority[bracket..].IndexOf((byte)':');
        if (colon >= 0)
        {
            colon += bracket;
            var digits = authority[(colon + 1)..];
            if (digits.Contains((byte)':')) return EgressFault.Ipv6Spelling;
            if (!TryReadPort(digits, out port)) return EgressFault.BadPort;
            authority = authority[..colon];
        }

        // RFC 5952 wants lower case, and there is no reason to write it otherwise; names come as people write them.
        if (!authority.StartsWith("["u8)) Ascii.ToLowerInPlace(authority, out _);
        host = authority;
        if (EgressHost.Check(host) is not EgressFault.None and var fault) return fault;
        return port == 0 ? EgressFault.PortMissing : EgressFault.None;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> digits, out int port)
    {
        port = 0;
        if (digits.Length is 0 or > 5 || digits[0] == '0') return false;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            port = (port * 10) + (digit - '0');
        }

        return port <= ushort.MaxValue;
    }

    private static EgressFault ReadTail(Span<byte> tail, out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query)
    {
        path = "/"u8;
        query = default;
        if (tail.IsEmpty) return EgressFault.None;
        if (tail[0] == '?') return EgressFault.QueryWithoutPath;

        var mark = tail.IndexOf((byte)'?');
        var pathBytes = mark < 0 ? tail : tail[..mark];
        if (EgressPath.CheckPath(pathBytes) is not EgressFault.None and var fault) return fault;
        path = pathBytes;
        if (mark < 0) return EgressFault.None;
        query = tail[(mark + 1)..];
        return EgressPath.CheckQuery(tail[(mark + 1)..]);
    }
}
