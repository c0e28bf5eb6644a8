using System.Globalization;
using System.Text;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>
/// Makes text from elsewhere fit to be shown. Agents and their parameters are not trusted: an escape sequence in a name could repaint the
/// screen, a mark of direction could turn a line around.
/// </summary>
internal static class TerminalText
{
    /// <summary>Shows characters that a terminal would obey or hide as `\uXXXX`. A JSON text keeps its meaning, since they can only be inside of its strings.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same text, or one without such characters.</returns>
    public static string Clean(string text)
    {
        var i = 0;
        while (i < text.Length && !IsUnsafe(text, i)) i++;
        if (i == text.Length) return text;
        var cleaned = new StringBuilder(text, 0, i, text.Length + 16);
        for (; i < text.Length; i++)
        {
            if (IsUnsafe(text, i)) cleaned.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else cleaned.Append(text[i]);
        }

        return cleaned.ToString();
    }

    /// <summary>Cuts a text to some columns; three dots show that something is missing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">The columns, 4 and up.</param>
    /// <returns>The text or its start.</returns>
    public static string Shorten(string text, int columns) => text.Length <= columns ? text : text[..(columns - 3)] + "...";

    private static bool IsUnsafe(string text, int index)
    {
        var character = text[index];
        if (character is >= ' ' and < '\x7f') return false;
        if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])) return IsInvisible(CharUnicodeInfo.GetUnicodeCategory(text, index));
        if (char.IsLowSurrogate(character) && index > 0 && char.IsHighSurrogate(text[index - 1])) return IsInvisible(CharUnicodeInfo.GetUnicodeCategory(text, index - 1));
        return IsInvisible(CharUnicodeInfo.GetUnicodeCategory(character));
    }

    private static bool IsInvisible(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
