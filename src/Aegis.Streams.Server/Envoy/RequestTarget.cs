using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Where a request goes, in the one plain meaning that it has: whatever two servers could read differently is refused, so that what is decided is what runs.</summary>
internal sealed class RequestTarget
{
    private const int MaxHostLength = 253;
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    // Of a segment once decoded: what splits paths, begins parameters or another layer of encoding to some servers.
    private static readonly SearchValues<char> SegmentStops = SearchValues.Create("/\\%;?#");

    private RequestTarget(string host, string path, ImmutableArray<string> segments, string query) => (Host, Path, Segments, Query) = (host, path, segments, query);

    /// <summary>Gets the host in lower case, without the port.</summary>
    public string Host { get; }

    /// <summary>Gets the path as it was sent, without the query.</summary>
    public string Path { get; }

    /// <summary>Gets the segments of the path, decoded; the last is empty if the path ends in a slash.</summary>
    public ImmutableArray<string> Segments { get; }

    /// <summary>Gets the query as it was sent, without the question mark; empty: there is none.</summary>
    public string Query { get; }

    /// <summary>Reads a target.</summary>
    /// <param name="host">The host, with or without a port.</param>
    /// <param name="line">The path with its query, as in the request line.</param>
    /// <param name="target">The target.</param>
    /// <returns>Whether it has one plain meaning.</returns>
    public static bool TryRead(string host, string line, [NotNullWhen(true)] out RequestTarget? target)
    {
        target = null;
        if (!line.StartsWith('/') || line.AsSpan().ContainsAnyExceptInRange('!', '~') || line.Contains('#', StringComparison.Ordinal)) return false;
        var name = WithoutPort(host.ToLowerInvariant());
        if (!IsHostName(name)) return false;
        var mark = line.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? line : line[..mark];
        var parts = path[1..].Split('/');
        var segments = ImmutableArray.CreateBuilder<string>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0 && i < parts.Length - 1) return false;
            if (Decode(parts[i]) is not { } segment || segment is "." or ".." || segment.AsSpan().ContainsAny(SegmentStops)) return false;
            segments.Add(segment);
        }

        target = new RequestTarget(name, path, segments.ToImmutable(), mark < 0 ? "" : line[(mark + 1)..]);
        return true;
    }

    /// <summary>Says whether a text can be the name of a host, in lower case.</summary>
    public static bool IsHostName(string name) =>
        name.Length is > 0 and <= MaxHostLength && !name.AsSpan().ContainsAnyExcept(HostCharacters) && name[0] is not ('.' or '-') && !name.Contains("..", StringComparison.Ordinal);

    /// <summary>Decodes the escapes of a text, once.</summary>
    /// <returns>The text; <see langword="null"/>: an escape is broken, or it hides a control character or what is no UTF-8.</returns>
    public static string? Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes[length++] = (byte)text[i];
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return null;
            bytes[length++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
            i += 2;
        }

        var utf8 = bytes.AsSpan(0, length);
        if (!System.Text.Unicode.Utf8.IsValid(utf8)) return null;
        var decoded = Encoding.UTF8.GetString(utf8);
        return decoded.Any(char.IsControl) ? null : decoded;
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon > 0 && host.Length - colon is > 1 and <= 6 && !host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9') ? host[..colon] : host;
    }
}
