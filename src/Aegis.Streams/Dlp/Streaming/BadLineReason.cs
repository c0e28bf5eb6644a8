namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Why a line is no record.</summary>
public enum BadLineReason
{
    /// <summary>It cannot be read as what the file holds, or not to the end.</summary>
    Unreadable,

    /// <summary>It is a record of delimited values with more or fewer cells than the header, so that they are of no column.</summary>
    Ragged,

    /// <summary>Two names of one object in it would be the same once they are redacted.</summary>
    SameNames,
}
