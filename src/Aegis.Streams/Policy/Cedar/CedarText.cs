using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>Writes the parts of Cedar's grammar.</summary>
internal static class CedarText
{
    public const string True = "true";
    public const string False = "false";

    /// <summary>Quotes a text; what is not printable ASCII is escaped, so that no editor and no font can make two texts look alike.</summary>
    public static string Quote(string text) => $"\"{Escape(text)}\"";

    /// <summary>Escapes a text within quotes, or a literal part of a pattern of `like`.</summary>
    public static string Escape(string text, bool isPattern = false)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\' || (isPattern && rune.Value == '*')) escaped.Append('\\').Append(rune);
            else if (rune.Value is >= ' ' and < 0x7f) escaped.Append(rune);
            else escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return escaped.ToString();
    }

    public static string Set(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    public static string And(params IEnumerable<string> parts) => Join(parts, " && ", True, False);

    public static string Or(params IEnumerable<string> parts) => Join(parts, " || ", False, True);

    public static string Not(string part) => part switch
    {
        True => False,
        False => True,
        _ => $"!({part})",
    };

    private static string Join(IEnumerable<string> parts, string operation, string neutral, string absorbing)
    {
        var kept = parts.Where(part => part != neutral).Distinct().ToList();
        if (kept.Contains(absorbing)) return absorbing;
        return kept.Count switch
        {
            0 => neutral,
            1 => kept[0],
            _ => $"({string.Join(operation, kept)})",
        };
    }
}
