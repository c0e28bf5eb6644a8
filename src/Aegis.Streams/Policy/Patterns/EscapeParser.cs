using System.Text;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Reads what follows a backslash, inside and outside of classes.</summary>
internal static class EscapeParser
{
    private const string Known = "known are \\d \\D \\w \\W \\s \\S \\t \\n \\r \\f and a backslash before punctuation";

    /// <summary>Reads an escape.</summary>
    /// <param name="text">The pattern, at a backslash.</param>
    /// <returns>What it accepts.</returns>
    public static ScalarSet Parse(PatternText text)
    {
        var start = text.Offset;
        text.TryTake("\\");
        if (text.AtEnd) throw text.Fault(start, "`\\` at the end escapes nothing; write `\\\\` for the character itself");
        var escaped = text.TakeScalar();
        if (Classes(escaped) is { } set) return set;
        return escaped.IsAscii && char.IsAsciiLetterOrDigit((char)escaped.Value) || escaped.Value is <= ' ' or >= 0x7F
            ? throw text.Fault(start, Refusal(escaped))
            : ScalarSet.Single(escaped.Value);
    }

    private static ScalarSet? Classes(Rune escaped) => escaped.Value switch
    {
        'd' => ScalarSet.Digits,
        'D' => ScalarSet.Digits.Complement(),
        'w' => ScalarSet.WordCharacters,
        'W' => ScalarSet.WordCharacters.Complement(),
        's' => ScalarSet.Blanks,
        'S' => ScalarSet.Blanks.Complement(),
        't' => ScalarSet.Single('\t'),
        'n' => ScalarSet.Single('\n'),
        'r' => ScalarSet.Single('\r'),
        'f' => ScalarSet.Single('\f'),
        _ => null,
    };

    private static string Refusal(Rune escaped)
    {
        var shown = PatternText.Show(escaped);
        return escaped.Value switch
        {
            'b' or 'B' => $"`\\{shown}` is not supported: engines disagree on what a word is; write the characters that may stand there, such as `[^0-9A-Za-z_]`",
            >= '1' and <= '9' or 'k' or 'g' => $"`\\{shown}` is not supported: a back-reference cannot be matched in linear time; write the alternatives out",
            '0' or 'x' or 'u' or 'U' or 'c' or 'o' or 'N' or 'a' or 'e' or 'v' => $"`\\{shown}` is not supported; write the character itself",
            'p' or 'P' => $"`\\{shown}` is not supported: its meaning changes with the version of Unicode; write the characters as a class, such as `[A-Za-zÀ-ÿ]`",
            'Q' or 'E' => $"`\\{shown}` is not supported; write a backslash before each punctuation character, such as `a\\.b`",
            'A' => "`\\A` is not supported; write `^` at the very start, or nothing: the whole value must match anyway",
            'z' or 'Z' => $"`\\{shown}` is not supported; write `$` at the very end, or nothing: the whole value must match anyway",
            'h' or 'H' or 'R' => $"`\\{shown}` is not supported; write the characters as a class, such as `[ \\t]`",
            <= ' ' or >= 0x7F => $"a backslash before {shown} has no meaning; write the character without it",
            _ => $"`\\{shown}` is not supported; {Known}",
        };
    }
}
