namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Where lines end: after a line feed, a carriage return, or both together.</summary>
public static class LineEnds
{
    /// <summary>Finds where the next line starts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the line starts.</param>
    /// <returns>Where it ends, its line end included; the end of the text if it has none.</returns>
    public static int After(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0) return text.Length;
        var at = start + length;
        return text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /// <summary>Counts line ends.</summary>
    /// <param name="text">The text.</param>
    public static int Count(ReadOnlySpan<byte> text)
    {
        var count = text.Count((byte)'\n');
        for (var at = text.IndexOf((byte)'\r'); at >= 0;)
        {
            if (at + 1 >= text.Length || text[at + 1] != '\n') count++;
            var next = text[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return count;
    }
}
