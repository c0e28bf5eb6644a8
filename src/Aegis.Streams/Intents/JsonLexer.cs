using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aegis.Streams.Intents;

/// <summary>
/// Finds where the tokens of JSON (RFC 8259) end, nothing more lenient. Each method returns the position after the token, or the complement
/// of the position where the text stopped being JSON.
/// </summary>
internal static class JsonLexer
{
    private const int UnicodeDigits = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipWhiteSpace(ReadOnlySpan<byte> text, int at)
    {
        // Most tokens follow each other without any.
        while ((uint)at < (uint)text.Length && text[at] <= ' ' && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    /// <summary>Reads a string.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    /// <param name="at">Where the string's first quote is.</param>
    /// <param name="isEscaped">Whether the string has escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfString(ReadOnlySpan<byte> text, int at, out bool isEscaped)
    {
        at = EndOfPlain(text, at + 1);
        isEscaped = false;
        return (uint)at < (uint)text.Length && text[at] == '"' ? at + 1 : EndOfOddString(text, at, out isEscaped);
    }

    /// <summary>Reads a number and sees that it ends there.</summary>
    public static int EndOfNumber(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] == '-') at++;
        var isZero = at < text.Length && text[at] == '0';
        at = isZero ? at + 1 : EndOfDigits(text, at);
        if (at < 0) return at;
        if (at < text.Length && text[at] == '.')
        {
            at = EndOfDigits(text, at + 1);
            if (at < 0) return at;
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-') at++;
            at = EndOfDigits(text, at);
            if (at < 0) return at;
        }

        // Checked here, and not as the next token, so that the fault of `1x` is the number's.
        return at == text.Length || text[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'/'
            ? at
            : ~at;
    }

    /// <summary>Reads a given word.</summary>
    public static int EndOfLiteral(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> literal)
    {
        var rest = text[at..];
        return rest.StartsWith(literal) ? at + literal.Length : ~(at + rest.CommonPrefixLength(literal));
    }

    /// <summary>Reads on where a string is not plain, or not whole.</summary>
    private static int EndOfOddString(ReadOnlySpan<byte> text, int at, out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
            if (at >= text.Length) return ~text.Length;
            if (text[at] == '"') return at + 1;
            if (text[at] != '\\') return ~at; // A control character.
            isEscaped = true;
            at = EndOfEscape(text, at);
            if (at < 0) return at;
            at = EndOfPlain(text, at);
        }
    }

    /// <summary>Finds the first quote, backslash or control character.</summary>
    private static int EndOfPlain(ReadOnlySpan<byte> text, int at)
    {
        while (text.Length - at >= Vector128<byte>.Count)
        {
            var block = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
            var found = Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)' '));
            var bits = found.ExtractMostSignificantBits();
            if (bits != 0) return at + BitOperations.TrailingZeroCount(bits);
            at += Vector128<byte>.Count;
        }

        while (at < text.Length && text[at] is not ((byte)'"' or (byte)'\\' or < (byte)' ')) at++;
        return at;
    }

    private static int EndOfEscape(ReadOnlySpan<byte> text, int at)
    {
        at++;
        if (at >= text.Length) return ~text.Length;
        switch (text[at])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return at + 1;
            case (byte)'u':
                at++;
                for (var end = at + UnicodeDigits; at < end; at++)
                    if (at >= text.Length || !char.IsAsciiHexDigit((char)text[at])) return ~at;
                return at;
            default:
                return ~at;
        }
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while ((uint)at < (uint)text.Length && char.IsAsciiDigit((char)text[at])) at++;
        return at == start ? ~at : at;
    }
}
