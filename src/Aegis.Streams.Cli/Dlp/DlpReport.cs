using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>What is said of one file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Options">How it was scanned.</param>
/// <param name="Tally">What was found.</param>
internal sealed record DlpReport(string File, StreamScanOptions Options, FindingTally Tally)
{
    /// <summary>Gets how many bytes it has on the disk.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets its digest: SHA-256 in hex.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Gets how many findings must not pass; <see langword="null"/>: nothing is redacted.</summary>
    public long? Blocked { get; init; }

    /// <summary>Gets what was written; <see langword="null"/>: nothing.</summary>
    public DlpWritten? Written { get; init; }

    /// <summary>Gets a value indicating whether all of the file was looked at as what it is.</summary>
    public bool IsComplete => Tally.BadRows == 0 && !IsNameless;

    /// <summary>Gets a value indicating whether no record names the columns, and nobody said what they hold: what only a name tells was not found.</summary>
    public bool IsNameless { get; init; }

    /// <summary>Gets the names of what was looked for.</summary>
    public EntityNames Names => Options.Profile?.Names ?? EntityNames.BuiltIn;

    /// <summary>Gets the word for its format.</summary>
    public string Format => Options.Split.Format switch
    {
        RecordFormat.Csv => "csv",
        RecordFormat.JsonLines => "jsonl",
        _ => "text",
    };

    /// <summary>Gets the word for how it ended; the first that applies.</summary>
    public string Verdict => this switch
    {
        { Blocked: > 0 } => "blocked",
        { IsComplete: false } => "incomplete",
        { Tally.Count: 0 } => "clean",
        { Written: not null } => "redacted",
        _ => "found",
    };
}
