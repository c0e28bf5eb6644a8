using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>The text of a pattern and how far it has been read.</summary>
internal sealed class PatternText(string text)
{
    /// <summary>Gets where the next character is, in UTF-16 characters from 0.</summary>
    public int Offset { get; private set; }

    public bool AtEnd => Offset == text.Length;

    /// <summary>Gets the next character; NUL at the end, which no caller asks for.</summary>
    public char Next => AtEnd ? '\0' : text[Offset];

    public bool IsLast => Offset == text.Length - 1;

    /// <summary>Shows a character in a message: itself if anybody can see it, else its number.</summary>
    public static string Show(Rune scalar) => scalar.Value is > ' ' and < 0x7F
        ? scalar.ToString()
        : "U+" + scalar.Value.ToString("X4", CultureInfo.InvariantCulture);

    public bool StartsWith(string prefix) => text.AsSpan(Offset).StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Goes past some characters if they come next.</summary>
    public bool TryTake(string expected)
    {
        if (!StartsWith(expected)) return false;
        Offset += expected.Length;
        return true;
    }

    /// <summary>Reads ASCII digits.</summary>
    public ReadOnlySpan<char> TakeDigits()
    {
        var start = Offset;
        while (!AtEnd && char.IsAsciiDigit(Next)) Offset++;
        return text.AsSpan(start, Offset - start);
    }

    /// <summary>Reads a character that stands for itself.</summary>
    public Rune TakeScalar()
    {
        if (!Rune.TryGetRuneAt(text, Offset, out var scalar))
            throw Fault(Offset, "a half of a surrogate pair is no character; write the whole character");
        if (scalar.Value is '\t' or '\n' or '\f' or '\r')
        {
            // A block of YAML ends with a line feed that nobody sees, and the pattern would never match.
            var escape = scalar.Value switch { '\t' => "\\t", '\n' => "\\n", '\f' => "\\f", _ => "\\r" };
            throw Fault(Offset, $"{Show(scalar)} is invisible; write `{escape}` if it is meant, else remove it");
        }

        Offset += scalar.Utf16SequenceLength;
        return scalar;
    }

    /// <summary>The text from an offset up to one of some characters, which is included, or up to the end.</summary>
    public string UpTo(int start, params ReadOnlySpan<char> ends)
    {
        var length = text.AsSpan(start).IndexOfAny(ends);
        return length < 0 ? text[start..] : text.Substring(start, length + 1);
    }

    /// <summary>Makes a fault whose offset is a place in the text, even if something is missing at its end.</summary>
    public PatternFaultException Fault(int offset, string message) => new(Math.Clamp(offset, 0, Math.Max(text.Length - 1, 0)), message);
}
