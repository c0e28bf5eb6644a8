namespace Aegis.Streams.Dlp.Streaming;

/// <summary>How a stream is cut into windows.</summary>
public sealed record SplitOptions
{
    /// <summary>Gets what the records are.</summary>
    /// <value>The default is text.</value>
    public RecordFormat Format { get; init; }

    /// <summary>Gets what stands between the cells of delimited values.</summary>
    /// <value>The default is a comma. Semicolon, tab and bar are the others.</value>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>Gets a value indicating whether the first record of delimited values names the columns.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool HasHeader { get; init; } = true;

    /// <summary>Gets a value indicating whether the stream is the beginning of a file, where the mark of UTF-8 may stand.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool BeginsFile { get; init; } = true;

    /// <summary>Gets how many bytes of delimited values stand before the header, after the mark of UTF-8: titles, comments, empty lines, `sep=`. They end with a line.</summary>
    /// <value>The default is 0. <see cref="CsvDialect"/> tells it.</value>
    public int PreambleBytes { get; init; }

    /// <summary>Gets how many cells a record has where no header says it. Counts only if something is said of columns.</summary>
    /// <value>The default is 0: not known.</value>
    public int Cells { get; init; }

    /// <summary>Gets after how many bytes a window ends with the next record.</summary>
    /// <value>The default is 256 KiB: it stays in the cache of one core, and what a window costs beside its bytes is small.</value>
    public int WindowBytes { get; init; } = 256 * 1024;

    /// <summary>Gets how long a record may be. A longer one is a bad row; a longer line of text is cut.</summary>
    /// <value>The default is 16 MiB. Not less than <see cref="WindowBytes"/>.</value>
    public int LongestRecordBytes { get; init; } = 16 * 1024 * 1024;
}
