using System.Buffers;
using System.Collections.Frozen;

namespace Aegis.Streams.Yaml;

/// <summary>
/// Tells what a scalar without quotes is. Only what YAML 1.1, the core schema of YAML 1.2 and a human take for the same thing has a type;
/// the one exception are numbers such as 1e3, which JSON defines and YAML 1.1 takes for a text.
/// </summary>
internal static class PlainScalar
{
    private static readonly FrozenSet<string> Words =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "~", "=", "<<", "null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private static readonly SearchValues<char> NumberBody = SearchValues.Create("0123456789_.,:'");
    private static readonly SearchValues<char> TimeBody = SearchValues.Create("0123456789:.+- TtZz");

    /// <summary>Finds the type of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its type; <see langword="null"/>: readers disagree.</returns>
    public static ScalarType? TypeOf(string text) => text switch
    {
        "" or "null" => ScalarType.Null,
        "true" or "false" => ScalarType.Boolean,
        _ when IsNumber(text) => ScalarType.Number,
        _ when IsWord(text) || IsNumberLike(text) || IsTime(text) => null,
        _ => ScalarType.Text,
    };

    /// <summary>Tells whether a text is a number in the grammar of JSON.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ['-', ..]) text = text[1..];
        var digits = Digits(text);
        if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
        text = text[digits..];
        if (text is ['.', ..])
        {
            digits = Digits(text[1..]);
            if (digits == 0) return false;
            text = text[(digits + 1)..];
        }

        return text.IsEmpty || IsExponent(text, allowUnderscores: false);
    }

    /// <summary>Tells whether a text begins like a date and goes on like a time, or ends.</summary>
    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (Digits(text) != 4 || text.Length < 8 || text[4] != '-') return false;
        var month = Digits(text[5..]);
        if (month is not (1 or 2) || text.Length < 7 + month || text[5 + month] != '-') return false;
        var day = text[(6 + month)..];
        return Digits(day) is 1 or 2 && day.IndexOfAnyExcept(TimeBody) < 0;
    }

    /// <summary>Counts the digits that a text begins with.</summary>
    public static int Digits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    private static bool IsWord(string text) => text.Length <= 5 && Words.Contains(text);

    private static bool IsNumberLike(ReadOnlySpan<char> text)
    {
        if (text[0] is '+' or '-') text = text[1..];
        if (text.IsEmpty) return false;
        if (IsNotFinite(text)) return true;
        if (text.Length > 2 && text[0] == '0' && char.ToLowerInvariant(text[1]) is 'x' or 'o' or 'b') return IsHexadecimal(text[2..]);
        if (!char.IsAsciiDigit(text[0]) && text[0] != '.') return false;
        var other = text.IndexOfAnyExcept(NumberBody);
        return other < 0 || IsExponent(text[other..], allowUnderscores: true);
    }

    /// <summary>Tells whether a text without its sign is a word for infinity or for no number.</summary>
    public static bool IsNotFinite(ReadOnlySpan<char> text)
    {
        if (text is ['.', ..]) text = text[1..];
        return text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || text.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var digit in text)
            if (!char.IsAsciiHexDigit(digit) && digit != '_') return false;
        return true;
    }

    private static bool IsExponent(ReadOnlySpan<char> text, bool allowUnderscores)
    {
        if (text is not ['e' or 'E', ..]) return false;
        text = text is [_, '+' or '-', ..] ? text[2..] : text[1..];
        return !text.IsEmpty && (Digits(text) == text.Length || (allowUnderscores && text.IndexOfAnyExcept(NumberBody) < 0));
    }
}
