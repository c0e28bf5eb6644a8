using System.Runtime.InteropServices;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>A window with what was found in it. Valid as long as the one who gets it works on it.</summary>
public sealed class ScannedWindow
{
    internal List<DlpFinding> FindingList { get; } = [];

    internal List<int> ColumnList { get; } = [];

    internal List<string> PathList { get; } = [];

    internal List<BadLine> BadLineList { get; } = [];

    /// <summary>Gets or sets a value indicating whether it was scanned since it was cut. Only under the lock of its line.</summary>
    internal bool IsScanned { get; set; }

    /// <summary>Gets or sets why it could not be scanned; <see langword="null"/>: it was. Only under the lock of its line.</summary>
    internal Exception? Fault { get; set; }

    /// <summary>Gets the window.</summary>
    public RecordWindow Window { get; } = new();

    /// <summary>Gets the findings that start in it, as places in its text, in their order.</summary>
    public ReadOnlySpan<DlpFinding> Findings => CollectionsMarshal.AsSpan(FindingList);

    /// <summary>Gets the column of each finding, from 0; empty if these are no delimited values.</summary>
    public IReadOnlyList<int> Columns => ColumnList;

    /// <summary>Gets the keys of each finding; empty if this is no JSON.</summary>
    public IReadOnlyList<string> Paths => PathList;

    /// <summary>Gets the lines that are no records.</summary>
    public IReadOnlyList<BadLine> BadLines => BadLineList;

    /// <summary>Gets how many records there are: lines of text, records of delimited values, texts of JSON.</summary>
    public long Records { get; internal set; }

    /// <summary>Gets where what it passes on starts in its text: at its own bytes, or after a value that began before them.</summary>
    public int PassedStart { get; internal set; }

    /// <summary>Gets where what it passes on ends in its text: at the end of its own bytes, or of a value that begins in them.</summary>
    public int PassedEnd { get; internal set; }

    /// <summary>Gets where a scan goes on after it, without the bytes that it needs.</summary>
    public StreamPlace Place => new(Window.After, Window.Offset + PassedEnd);
}
