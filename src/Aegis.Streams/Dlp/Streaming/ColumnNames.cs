namespace Aegis.Streams.Dlp.Streaming;

/// <summary>The names of the columns of delimited values.</summary>
public static class ColumnNames
{
    /// <summary>Reads them from how a file begins.</summary>
    /// <param name="head">How it begins.</param>
    /// <param name="options">How it is cut.</param>
    /// <returns>The names, in their order; empty: no record names columns.</returns>
    public static IReadOnlyList<string> Read(byte[] head, SplitOptions options)
    {
        var splitter = new RecordSplitter(new MemoryStream(head, writable: false), options);
        var window = new RecordWindow();
        while (splitter.Next(window))
            if (window.Kind == WindowKind.Header) return CsvPlaces.Names(window.Text, options.Delimiter, []).ToList()!;
        return [];
    }
}
