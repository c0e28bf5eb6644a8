namespace Aegis.Streams.Intents;

/// <summary>JSON on one line.</summary>
internal static class CompactJson
{
    /// <summary>Leaves out the white space around tokens. Strings, numbers and the order of members stay as they are spelled.</summary>
    /// <param name="utf8">Valid JSON.</param>
    /// <returns>The JSON without white space.</returns>
    public static byte[] Of(ReadOnlySpan<byte> utf8)
    {
        var compact = new byte[utf8.Length];
        var (length, isInString) = (0, false);
        for (var i = 0; i < utf8.Length; i++)
        {
            if (!isInString && utf8[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') continue;
            compact[length++] = utf8[i];
            if (utf8[i] == '"') isInString = !isInString;
            else if (utf8[i] == '\\') compact[length++] = utf8[++i]; // Only strings have backslashes.
        }

        return length == compact.Length ? compact : compact[..length];
    }
}
