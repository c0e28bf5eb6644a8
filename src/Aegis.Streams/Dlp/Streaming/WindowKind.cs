namespace Aegis.Streams.Dlp.Streaming;

/// <summary>What a window holds.</summary>
public enum WindowKind
{
    /// <summary>Whole records, or text.</summary>
    Records,

    /// <summary>The mark of UTF-8 with which the file begins.</summary>
    Mark,

    /// <summary>What stands before the record that names the columns: titles, comments, empty lines.</summary>
    Preamble,

    /// <summary>The record that names the columns.</summary>
    Header,

    /// <summary>A line that is no record: its quote is not closed, or it is longer than a record may be; then its first piece.</summary>
    BadRow,

    /// <summary>A further piece of a line that is longer than a record may be.</summary>
    BadRest,
}
