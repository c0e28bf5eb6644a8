using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Writes and reads texts as JSON spells them, with nothing escaped but what must be.</summary>
internal static class JsonText
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\') quoted.Append('\\').Append(character);
            else if (character < ' ') quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Reads a text.</summary>
    /// <returns>The text; <see langword="null"/>: it is none, or has half of a surrogate pair.</returns>
    public static string? TryUnquote(ReadOnlySpan<char> quoted)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(quoted.ToString()));
            return reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !reader.Read() ? text : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
