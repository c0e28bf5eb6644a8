using System.Buffers;
using System.Globalization;
using System.Text;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Formatting;

/// <summary>Spells scalars for YAML, with quotes only where they are needed.</summary>
internal static class ScalarSpelling
{
    private static readonly SearchValues<char> First = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./");

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-+*=<>()$^~%@!;' :");

    /// <summary>Spells a scalar.</summary>
    /// <param name="scalar">The scalar, in one line.</param>
    /// <param name="isKey">Whether it is a key.</param>
    /// <returns>Its spelling; numbers and truth values stay as they are.</returns>
    public static string Of(YamlScalar scalar, bool isKey = false)
    {
        if (scalar.IsPlain || CanBePlain(scalar.Text, isKey)) return scalar.Text;
        var isSingle = scalar.Text.AsSpan().ContainsAny('\\', '"') && !scalar.Text.AsSpan().ContainsAny('\'', '\n') && !NeedsEscapes(scalar.Text);
        return isSingle ? $"'{scalar.Text}'" : Double(scalar.Text);
    }

    private static bool CanBePlain(string text, bool isKey)
    {
        if (text.Length is 0 or > 200 || !First.Contains(text[0]) || text[^1] is ' ' or ':' || text.AsSpan().ContainsAnyExcept(Plain)) return false;
        return !text.Contains(": ", StringComparison.Ordinal) && !(isKey && text.Contains(' ', StringComparison.Ordinal)) && PlainScalar.TypeOf(text) == ScalarType.Text;
    }

    private static string Double(string text)
    {
        var spelling = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text.EnumerateRunes())
        {
            if (character.Value is '"' or '\\') spelling.Append('\\').Append(character);
            else if (character.Value == '\n') spelling.Append("\\n");
            else if (IsEscaped(character)) spelling.Append(character.IsBmp ? string.Create(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}") : string.Create(CultureInfo.InvariantCulture, $"\\U{character.Value:x8}"));
            else spelling.Append(character);
        }

        return spelling.Append('"').ToString();
    }

    private static bool NeedsEscapes(string text) => text.EnumerateRunes().Any(IsEscaped);

    /// <summary>What the reader of files refuses unless it is escaped, and what people cannot see.</summary>
    private static bool IsEscaped(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
