using System.Buffers;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>Other ways to read a value, on demand. Each is one pass over it.</summary>
internal static class WeakReading
{
    /// <summary>The fewest digits of text in hexadecimal.</summary>
    public const int FewestHexDigits = 32;

    private const int FewestWords = 7;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private static readonly (string Word, char Digit)[] Words =
    [
        ("zero", '0'), ("oh", '0'), ("one", '1'), ("two", '2'), ("three", '3'), ("four", '4'), ("five", '5'), ("six", '6'), ("seven", '7'), ("eight", '8'), ("nine", '9'),
    ];

    /// <summary>Finds the next run of hexadecimal digits that may be text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Whether there is one.</returns>
    public static bool NextHex(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        for (end = from; end < text.Length;)
        {
            var skip = text[end..].IndexOfAny(Hex);
            if (skip < 0) break;
            start = end + skip;
            var length = text[start..].IndexOfAnyExcept(Hex);
            end = length < 0 ? text.Length : start + length;
            if (end - start >= FewestHexDigits && (end - start) % 2 == 0) return true;
        }

        (start, end) = (text.Length, text.Length);
        return false;
    }

    /// <summary>Decodes hexadecimal digits.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <returns>Whether they are text: none is a control character.</returns>
    public static bool ReadHex(ReadOnlySpan<byte> digits, Span<byte> target)
    {
        for (var i = 0; i < digits.Length / 2; i++)
        {
            target[i] = (byte)((ByteClass.HexOf(digits[2 * i]) << 4) | ByteClass.HexOf(digits[(2 * i) + 1]));
            if (target[i] is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F) return false;
        }

        return true;
    }

    /// <summary>Moves letters by 13 places.</summary>
    public static void ReadRot13(ReadOnlySpan<byte> text, Span<byte> target)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = (text[i] | 0x20) - 'a';
            target[i] = (uint)letter >= 26 ? text[i] : (byte)(letter < 13 ? text[i] + 13 : text[i] - 13);
        }
    }

    /// <summary>Decodes quoted-printable: `=40`, and an equals sign that ends a line.</summary>
    /// <returns>Whether there is any.</returns>
    public static bool ReadQuotedPrintable(ReadOnlySpan<byte> text, MappedText target)
    {
        target.Begin(text.Length);
        var isAny = false;
        for (var at = 0; at < text.Length;)
        {
            var plain = text[at..].IndexOf((byte)'=');
            if (plain < 0) plain = text.Length - at;
            target.Add(text.Slice(at, plain), at);
            at += plain;
            if (at >= text.Length) break;
            var rest = text[(at + 1)..];
            var lineEnd = rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) ? 1 : 0;
            if (lineEnd > 0)
            {
                at += 1 + lineEnd;
                isAny = true;
            }
            else if (rest.Length >= 2 && ByteClass.IsHex(rest[0]) && ByteClass.IsHex(rest[1]))
            {
                target.Add((byte)((ByteClass.HexOf(rest[0]) << 4) | ByteClass.HexOf(rest[1])), at);
                at += 3;
                isAny = true;
            }
            else
            {
                target.Add((byte)'=', at++);
            }
        }

        target.End(text.Length);
        return isAny;
    }

    /// <summary>Reads words as digits, where seven or more stand in a row; a comma or hyphen between them groups the digits.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool ReadSpelled(ReadOnlySpan<byte> text, MappedText target)
    {
        target.Begin(text.Length);
        var isAny = false;
        for (var at = 0; at < text.Length;)
        {
            if ((at == 0 || !ByteClass.IsAlphanumeric(text[at - 1])) && CountWords(text, at, out var end) is var words && end > at)
            {
                if (words >= FewestWords)
                {
                    AddDigits(text, at, end, target);
                    isAny = true;
                }
                else
                {
                    target.Add(text[at..end], at);
                }

                at = end;
                continue;
            }

            target.Add(text[at], at);
            at++;
        }

        target.End(text.Length);
        return isAny;
    }

    private static int CountWords(ReadOnlySpan<byte> text, int start, out int end)
    {
        var count = 0;
        end = start;
        for (var at = start; TryWord(text, at, out _, out var after); count++)
        {
            end = after;
            at = after;
            while (at < text.Length && at - after < DigitGroups.MaxSeparator && text[at] is (byte)' ' or (byte)'-' or (byte)',' or (byte)'\n') at++;
            if (at == after) return count + 1;
        }

        return count;
    }

    private static void AddDigits(ReadOnlySpan<byte> text, int start, int end, MappedText target)
    {
        for (var at = start; at < end;)
        {
            if (TryWord(text, at, out var digit, out var after))
            {
                target.Add((byte)digit, at);
                at = after;
                continue;
            }

            if (text[at] is (byte)'-' or (byte)',') target.Add((byte)'-', at);
            at++;
        }
    }

    private static bool TryWord(ReadOnlySpan<byte> text, int at, out char digit, out int after)
    {
        after = at;
        while (after < text.Length && ByteClass.IsLetter(text[after]) && after - at <= 5) after++;
        digit = '\0';
        if (after == at || (after < text.Length && ByteClass.IsAlphanumeric(text[after]))) return false;
        foreach (var (word, value) in Words)
        {
            if (!System.Text.Ascii.EqualsIgnoreCase(text[at..after], word)) continue;
            digit = value;
            return true;
        }

        return false;
    }
}
