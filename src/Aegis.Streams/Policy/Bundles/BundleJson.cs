using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>
/// Writes JSON as Open Policy Agent hashes it: members by the UTF-8 bytes of their names, no blanks, numbers in their own spelling,
/// texts as Go's encoding/json writes them without HTML escapes.
/// </summary>
internal static class BundleJson
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <summary>Writes one spelling of a text.</summary>
    /// <returns>The spelling; <see langword="null"/>: it is no JSON, has a name twice, half of a surrogate pair, or a backspace or form feed, which Go's versions spell differently.</returns>
    public static byte[]? TryWrite(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            if (!reader.Read()) return null;
            using var output = new MemoryStream(utf8.Length);
            return Write(ref reader, output) && !reader.Read() ? output.ToArray() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Write(ref Utf8JsonReader reader, MemoryStream output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return WriteObject(ref reader, output);
            case JsonTokenType.StartArray:
                return WriteArray(ref reader, output);
            case JsonTokenType.String:
                return WriteText(reader.GetString()!, output);
            default:
                output.Write(reader.ValueSpan); // A number, true, false or null.
                return true;
        }
    }

    private static bool WriteArray(ref Utf8JsonReader reader, MemoryStream output)
    {
        output.WriteByte((byte)'[');
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            if (!isFirst) output.WriteByte((byte)',');
            if (!Write(ref reader, output)) return false;
        }

        output.WriteByte((byte)']');
        return true;
    }

    private static bool WriteObject(ref Utf8JsonReader reader, MemoryStream output)
    {
        var members = new List<(byte[] Key, byte[] Text)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            using var member = new MemoryStream();
            if (!WriteText(name, member)) return false;
            member.WriteByte((byte)':');
            reader.Read();
            if (!Write(ref reader, member)) return false;
            members.Add((Encoding.UTF8.GetBytes(name), member.ToArray()));
        }

        members.Sort((left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        output.WriteByte((byte)'{');
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && members[i].Key.AsSpan().SequenceEqual(members[i - 1].Key)) return false;
            if (i > 0) output.WriteByte((byte)',');
            output.Write(members[i].Text);
        }

        output.WriteByte((byte)'}');
        return true;
    }

    private static bool WriteText(string text, MemoryStream output)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            switch (character)
            {
                case '\b' or '\f': return false;
                case '"' or '\\': quoted.Append('\\').Append(character); break;
                case '\n': quoted.Append("\\n"); break;
                case '\r': quoted.Append("\\r"); break;
                case '\t': quoted.Append("\\t"); break;
                case < ' ' or '\u2028' or '\u2029': quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"); break;
                default: quoted.Append(character); break;
            }
        }

        output.Write(Encoding.UTF8.GetBytes(quoted.Append('"').ToString()));
        return true;
    }
}
