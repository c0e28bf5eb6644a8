namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Where a scan goes on that stopped after a window of records: what it does from there is what it would have done.</summary>
/// <param name="Split">Where the window ended.</param>
/// <param name="PassedEnd">Where what it passed on ended, in the stream: there, or at the end of a value that began in it.</param>
public sealed record StreamPlace(SplitPlace Split, long PassedEnd)
{
    /// <summary>How many bytes before it are needed, if there are so many.</summary>
    public const int BytesBefore = RecordSplitter.MostLookAroundBytes;

    /// <summary>Gets the bytes right before it, at which windows of text look back.</summary>
    /// <value>The default is empty: delimited values and JSON Lines need none.</value>
    public ReadOnlyMemory<byte> Before { get; init; }

    /// <summary>Gets the record that names the columns, without its line end.</summary>
    /// <value>The default is empty: none does.</value>
    public ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>Says whether a scan can go on after a window: all that stands once at the beginning of a file was seen.</summary>
    /// <param name="window">The window.</param>
    public static bool MayFollow(RecordWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Kind is WindowKind.Records or WindowKind.BadRow or WindowKind.BadRest;
    }
}
