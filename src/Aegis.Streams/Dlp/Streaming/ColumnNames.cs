using System.Text;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Folding;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>The names of the columns of delimited values.</summary>
public static class ColumnNames
{
    /// <summary>Says whether a name tells what a column holds: `phone` does, `ref` does not.</summary>
    /// <param name="name">The name.</param>
    public static bool IsTelling(string name) => IsTelling(Encoding.UTF8.GetBytes(name));

    /// <summary>Says whether a name tells what a column holds: `phone` does, `ref` does not.</summary>
    /// <param name="name">The name in UTF-8.</param>
    public static bool IsTelling(ReadOnlySpan<byte> name)
    {
        var fold = new TextFold();
        fold.Fold(name);
        return (KeyName.Read(fold.Text) & Signals.Kinds) != 0;
    }

    /// <summary>Reads them from how a file begins.</summary>
    /// <param name="head">How it begins.</param>
    /// <param name="options">How it is cut.</param>
    /// <returns>The names, in their order; empty: no record names columns.</returns>
    public static IReadOnlyList<string> Read(byte[] head, SplitOptions options) =>
        Header(head, options) is { IsEmpty: false } header ? [.. CsvPlaces.Names(header.Span, options.Delimiter, []).OfType<string>()] : [];

    /// <summary>Finds the record that names them in how a file begins.</summary>
    /// <param name="head">How it begins.</param>
    /// <param name="options">How it is cut.</param>
    /// <returns>The record without its line end; empty: none names columns.</returns>
    public static ReadOnlyMemory<byte> Header(byte[] head, SplitOptions options)
    {
        var splitter = new RecordSplitter(new MemoryStream(head, writable: false), options);
        var window = new RecordWindow();
        while (splitter.Next(window))
            if (window.Kind == WindowKind.Header) return window.Text.TrimEnd("\r\n"u8).ToArray();
        return default;
    }
}
