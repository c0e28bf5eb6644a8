using System.Buffers;
using System.Globalization;

namespace Aegis.Streams.Yaml;

/// <summary>
/// Refuses characters that a reader of a file does not see, or that readers of YAML take for different things. They may be written as escapes.
/// </summary>
internal static class SourceCharacters
{
    /// <summary>The longest text that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 16 << 20;

    private static readonly SearchValues<char> Harmless =
        SearchValues.Create([.. Enumerable.Range(' ', 0x7f - ' ').Append('\n').Append('\t').Select(code => (char)code)]);

    /// <summary>Checks a text.</summary>
    /// <exception cref="YamlFaultException">It has such a character, or is too long.</exception>
    public static void Check(string text)
    {
        if (text.Length > MaxLength)
            throw new YamlFaultException(new TextFault(new TextPlace(1, 1, 0), $"longer than {MaxLength} characters", "split the file"));
        for (var i = 0; i < text.Length; i++)
        {
            var next = text.AsSpan(i).IndexOfAnyExcept(Harmless);
            if (next < 0) return;
            i += next;
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (FaultOf(text, i, length) is var (problem, help)) throw new YamlFaultException(new TextFault(PlaceOf(text, i), problem, help));
            i += length - 1;
        }
    }

    /// <summary>Tells whether a character may be in a value, where it may also come from an escape.</summary>
    /// <param name="code">The code point.</param>
    public static bool IsAllowedInValue(int code) =>
        code is '\t' or '\n' or '\r' || (code is not (< ' ' or (>= 0x7f and < 0xa0) or (>= 0xd800 and <= 0xdfff)) && !IsNonCharacter(code));

    private static (string Problem, string? Help)? FaultOf(string text, int index, int length)
    {
        var code = length == 2 ? char.ConvertToUtf32(text, index) : text[index];
        if (code == '\r') return index + 1 < text.Length && text[index + 1] == '\n' ? null
            : ("a carriage return without a line feed ends a line only for some programs", "end lines with a line feed");
        if (code == 0xfeff) return index == 0 ? ("a byte order mark", "save the file as UTF-8 without one") : ("a byte order mark inside of the text", "remove it");
        var name = string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}");
        return code switch
        {
            >= 0xd800 and <= 0xdfff => ("half of a surrogate pair", "remove it"),
            0x85 or 0x2028 or 0x2029 => ($"{name} ends a line for some YAML readers and not for others", "remove it, or write it as an escape in double quotes"),
            _ when IsNonCharacter(code) => ($"{name} is not a character", "remove it"),
            _ when !IsAllowedInValue(code) => ($"control character {name}", "remove it"),
            _ when CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.Format => ($"{name} is invisible, or turns the order of the text that people see", "remove it, or write it as an escape in double quotes"),
            _ => null,
        };
    }

    private static bool IsNonCharacter(int code) => (code & 0xfffe) == 0xfffe || code is >= 0xfdd0 and <= 0xfdef;

    private static TextPlace PlaceOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new TextPlace(before.Count('\n') + 1, index - before.LastIndexOf('\n'), 1);
    }
}
