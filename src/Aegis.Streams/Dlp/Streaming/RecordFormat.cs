namespace Aegis.Streams.Dlp.Streaming;

/// <summary>What the records of a file are.</summary>
public enum RecordFormat
{
    /// <summary>Lines of plain text, where a value may run over a line end.</summary>
    Text,

    /// <summary>Records of delimited values (RFC 4180).</summary>
    Csv,

    /// <summary>A text of JSON on each line.</summary>
    JsonLines,
}
