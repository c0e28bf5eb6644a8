using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Refuses what is no text in UTF-8: a stray byte could hide a value from every detector, and show it to whoever reads the file otherwise.</summary>
internal static class TextCheck
{
    private const int LongestRest = 3;

    /// <summary>Checks a window.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="window">The window.</param>
    /// <param name="format">What the file holds.</param>
    /// <exception cref="CliRefusalException">It is no text.</exception>
    public static void Require(string file, RecordWindow window, RecordFormat format)
    {
        // A long line of text is cut wherever it is, also inside a character.
        var text = format == RecordFormat.Text ? WholeCharacters(window.Own) : window.Own;
        if (IsText(text)) return;
        var line = window.FirstLine;
        while (text.IndexOf((byte)'\n') is >= 0 and var end && IsText(text[..end]))
        {
            text = text[(end + 1)..];
            line++;
        }

        throw CliRefusalException.Fault(string.Create(
            CultureInfo.InvariantCulture,
            $"{file} is no text in UTF-8: line {line} is not, so nobody can say what is in it; convert the file first (`iconv -f WINDOWS-1252 -t UTF-8`, with the encoding that it has)"));
    }

    private static bool IsText(ReadOnlySpan<byte> text) => Utf8.IsValid(text) && !text.Contains((byte)0);

    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < Math.Min(LongestRest, text.Length) && (text[start] & 0xC0) == 0x80) start++;
        text = text[start..];
        for (var length = 1; length <= Math.Min(LongestRest, text.Length); length++)
            if (text[^length] >= 0xC0) return Rune.DecodeFromUtf8(text[^length..], out _, out _) == OperationStatus.NeedMoreData ? text[..^length] : text;
        return text;
    }
}
