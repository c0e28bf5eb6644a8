using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>
/// Folds characters to the ASCII that people read them as: other digits, full width, accents, dashes, spaces. One character becomes one byte,
/// or nothing where it cannot be seen. The tables are written out here, so that no version of a library changes a decision.
/// </summary>
internal static class CharacterFold
{
    /// <summary>Stands for a character that is left out, since it cannot be seen.</summary>
    public const int Invisible = -1;

    private const int FirstLatin = 0xC0;
    private const int LatinLetters = 192;

    // U+00C0 to U+017F.
    private static ReadOnlySpan<byte> Letters =>
        "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuytyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"u8;

    /// <summary>Folds a Latin letter with an accent, the commonest of all that is not ASCII.</summary>
    /// <param name="first">The first byte of the character in UTF-8.</param>
    /// <param name="second">The second.</param>
    /// <returns>The byte; 0: it is another character.</returns>
    public static byte Latin(byte first, byte second)
    {
        var letter = (((first & 0x1F) << 6) | (second & 0x3F)) - FirstLatin;
        return first is >= 0xC3 and <= 0xC5 && second is >= 0x80 and <= 0xBF && (uint)letter < LatinLetters && Letters[letter] != '?' ? Letters[letter] : (byte)0;
    }

    /// <summary>Folds a character that is not ASCII.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>The byte; <see cref="Invisible"/>: none.</returns>
    public static int Fold(Rune rune)
    {
        var code = rune.Value;
        if (code is >= FirstLatin and < FirstLatin + LatinLetters && Letters[code - FirstLatin] is not (byte)'?' and var latin) return latin;
        if (IsInvisible(code)) return Invisible;
        if (Direct(code) is > 0 and var direct) return direct;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => '0' + (int)Rune.GetNumericValue(rune),
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Invisible,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => ' ',
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber => ByteClass.OtherLetter,
            _ => ByteClass.OtherSign,
        };
    }

    private static bool IsInvisible(int code) => code
        is 0xAD or 0x34F or 0x61C or 0x180E or 0xFEFF
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE01EF);

    /// <summary>Folds what has a likeness that no category tells; 0: nothing of the kind.</summary>
    private static int Direct(int code) => code switch
    {
        >= 0xFF01 and <= 0xFF5E => code - 0xFEE0, // Full width.
        >= 0x2010 and <= 0x2015 or 0x2212 or 0xFE58 or 0xFE63 or 0x2043 or 0x30FC => '-',
        0x3002 or 0xFF61 or 0x2024 or 0xFE52 => '.',
        0xFE6B => '@',
        0xFE55 => ':',
        0xB9 => '1',
        0xB2 or 0xB3 => code - 0xB0 + '0',
        0x2070 or (>= 0x2074 and <= 0x2079) => code - 0x2070 + '0',
        >= 0x2080 and <= 0x2089 => code - 0x2080 + '0',
        >= 0x2460 and <= 0x2468 => code - 0x2460 + '1', // Circled, in parentheses, with a stop, and in the other circles.
        >= 0x2474 and <= 0x247C => code - 0x2474 + '1',
        >= 0x2488 and <= 0x2490 => code - 0x2488 + '1',
        >= 0x2776 and <= 0x277E => code - 0x2776 + '1',
        >= 0x2780 and <= 0x2788 => code - 0x2780 + '1',
        >= 0x278A and <= 0x2792 => code - 0x278A + '1',
        0x24EA or 0x24FF => '0',
        >= 0x24F5 and <= 0x24FD => code - 0x24F5 + '1',
        >= 0x24B6 and <= 0x24CF => code - 0x24B6 + 'A',
        >= 0x24D0 and <= 0x24E9 => code - 0x24D0 + 'a',
        >= 0x1F130 and <= 0x1F149 => code - 0x1F130 + 'A',
        >= 0x1D400 and <= 0x1D6A3 => MathLetter((code - 0x1D400) % 52), // Thirteen alphabets of mathematics.
        _ => 0,
    };

    private static int MathLetter(int letter) => letter < 26 ? 'A' + letter : 'a' + letter - 26;
}
