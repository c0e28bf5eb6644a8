using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>
/// Makes the text of a file fit to be shown: an escape sequence in it could repaint the screen, a mark of direction could turn a line around.
/// </summary>
internal static class VisibleText
{
    /// <summary>Shows what a terminal would obey or hide as `\uXXXX`.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same text, or one without such characters.</returns>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var visible = new StringBuilder();
        for (var i = 0; i < text.Length; i += UnitsAt(text, i)) visible.Append(Piece(text, i));
        return visible.ToString();
    }

    /// <summary>Gets how many code units the character at an index has: 2 for a pair of surrogates.</summary>
    public static int UnitsAt(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;

    /// <summary>Gets how to show the character at an index.</summary>
    public static string Piece(string text, int index)
    {
        var units = text.Substring(index, UnitsAt(text, index));
        return IsVisible(CharUnicodeInfo.GetUnicodeCategory(text, index)) ? units : string.Concat(units.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")));
    }

    /// <summary>Gets how many cells of a terminal the character at an index takes once it is shown.</summary>
    public static int CellsOf(string text, int index)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(text, index);
        if (!IsVisible(category)) return 6 * UnitsAt(text, index);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return 0;
        return IsWide(char.IsSurrogatePair(text, index) ? char.ConvertToUtf32(text, index) : text[index]) ? 2 : 1;
    }

    private static bool IsVisible(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    /// <summary>The blocks of East Asian Width W and F (Unicode Standard Annex 11) that policies may plausibly hold, and emoji.</summary>
    private static bool IsWide(int code) => code is >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0x303e or >= 0x3041 and <= 0xa4cf or >= 0xa960 and <= 0xa97f
        or >= 0xac00 and <= 0xd7a3 or >= 0xf900 and <= 0xfaff or >= 0xfe30 and <= 0xfe6f or >= 0xff00 and <= 0xff60 or >= 0xffe0 and <= 0xffe6
        or >= 0x1f300 and <= 0x1f64f or >= 0x1f680 and <= 0x1f6ff or >= 0x1f900 and <= 0x1faff or >= 0x20000 and <= 0x3fffd;
}
