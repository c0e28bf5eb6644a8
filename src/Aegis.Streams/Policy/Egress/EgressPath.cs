using System.Buffers;
using System.Text;

namespace Aegis.Streams.Policy.Egress;

/// <summary>The path and the query of an egress target. Escapes stay escapes; only their hexadecimal digits are made upper-case.</summary>
internal static class EgressPath
{
    private const int EscapeLength = 3;

    // pchar of RFC 3986 without `%` and `;`, and the slash
    private static readonly SearchValues<byte> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/"u8);

    private static readonly SearchValues<byte> QueryCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/?;"u8);

    private static readonly SearchValues<byte> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~"u8);

    /// <summary>Checks a path that begins with a slash, and normalises it in place.</summary>
    public static EgressFault CheckPath(Span<byte> path)
    {
        for (var at = 0; at < path.Length;)
        {
            var found = path[at..].IndexOfAnyExcept(PathCharacters);
            if (found < 0) break;
            at += found;
            if (path[at] != '%') return NotAllowed(path[at]);
            if (CheckEscape(path[at..], out var length) is not EgressFault.None and var fault) return fault;
            at += length;
        }

        return CheckSegments(path[1..]);
    }

    /// <summary>Checks what follows the `?`, and normalises it in place. It decides nothing, so its escapes may say what they like but for control characters.</summary>
    public static EgressFault CheckQuery(Span<byte> query)
    {
        for (var at = 0; at < query.Length; at += EscapeLength)
        {
            var found = query[at..].IndexOfAnyExcept(QueryCharacters);
            if (found < 0) break;
            at += found;
            if (query[at] != '%') return NotAllowed(query[at]);
            if (!TryReadEscape(query[at..], out var value)) return EgressFault.MalformedEscape;
            if (IsControl(value)) return EgressFault.EscapedControl;
        }

        return EgressFault.None;
    }

    private static EgressFault NotAllowed(byte character) =>
        character >= 0x80 ? EgressFault.NonAsciiPath
        : character == ';' ? EgressFault.Semicolon
        : EgressFault.BadCharacter;

    private static EgressFault CheckEscape(Span<byte> text, out int length)
    {
        length = EscapeLength;
        if (!TryReadEscape(text, out var value)) return EgressFault.MalformedEscape;
        if (value >= 0x80) return CheckCharacter(text, out length);
        if (IsControl(value)) return EgressFault.EscapedControl;
        return value switch
        {
            (byte)'%' => EgressFault.EscapedPercent,
            (byte)'.' => EgressFault.EscapedDot,
            (byte)'/' or (byte)'\\' or (byte)'?' or (byte)'#' or (byte)';' => EgressFault.EscapedSeparator,
            _ => PlainCharacters.Contains(value) ? EgressFault.EscapedPlain : EgressFault.None,
        };
    }

    /// <summary>Checks the escapes of one character outside of ASCII: their bytes must be UTF-8 in its shortest form.</summary>
    private static EgressFault CheckCharacter(Span<byte> text, out int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && TryReadEscape(text[(count * EscapeLength)..], out var value)) bytes[count++] = value;
        var status = Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used);
        length = used * EscapeLength;
        if (status != OperationStatus.Done) return EgressFault.EscapedNotUtf8;
        if (Rune.IsControl(rune)) return EgressFault.EscapedControl;
        return Lookalikes.Contains(rune.Value) ? EgressFault.EscapedLookalike : EgressFault.None;
    }

    private static EgressFault CheckSegments(ReadOnlySpan<byte> segments)
    {
        while (segments.IndexOf((byte)'/') is >= 0 and var end)
        {
            if (end == 0) return EgressFault.EmptySegment;
            if (IsDots(segments[..end])) return EgressFault.DotSegment;
            segments = segments[(end + 1)..];
        }

        return !segments.IsEmpty && IsDots(segments) ? EgressFault.DotSegment : EgressFault.None;
    }

    /// <summary>Also `...` and `..%20`: some file systems drop dots and spaces at the end of a name, and what is left is `..`.</summary>
    private static bool IsDots(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            if (segment[0] == '.') segment = segment[1..];
            else if (segment.StartsWith("%20"u8)) segment = segment[EscapeLength..];
            else return false;
        }

        return true;
    }

    private static bool TryReadEscape(Span<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < EscapeLength || text[0] != '%' || !char.IsAsciiHexDigit((char)text[1]) || !char.IsAsciiHexDigit((char)text[2])) return false;
        for (var i = 1; i < EscapeLength; i++)
        {
            if (text[i] >= 'a') text[i] -= 'a' - 'A';
            value = (byte)((value << 4) | (text[i] <= '9' ? text[i] - '0' : text[i] - 'A' + 10));
        }

        return true;
    }

    private static bool IsControl(byte character) => character is < 0x20 or 0x7F;
}
