using System.Globalization;
using System.Text.Json.Serialization;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>How far a run over a file is (`docs/formats/dlp-files.md`). Holds no value, no key and no name that was redacted.</summary>
internal sealed record DlpCheckpoint
{
    /// <summary>Gets what the run was told, by the names of its options.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Gets the year that counts as today.</summary>
    public required int Year { get; init; }

    /// <summary>Gets how many bytes the file has.</summary>
    public required long InputBytes { get; init; }

    /// <summary>Gets when it was last written.</summary>
    public required DateTime InputWritten { get; init; }

    /// <summary>Gets the digest of what was read of it, up to <see cref="Split"/>.</summary>
    public required string InputDigest { get; init; }

    /// <summary>Gets where the last window ended.</summary>
    public required SplitPlace Split { get; init; }

    /// <summary>Gets where what it passed on ended.</summary>
    public required long PassedEnd { get; init; }

    /// <summary>Gets where the record starts that names the columns.</summary>
    public required long HeaderStart { get; init; }

    /// <summary>Gets how many bytes it has, without its line end; 0: none names columns.</summary>
    public required int HeaderBytes { get; init; }

    /// <summary>Gets what was counted.</summary>
    public required TallyState Tally { get; init; }

    /// <summary>Gets what was written; <see langword="null"/>: nothing is.</summary>
    public DraftMark? Output { get; init; }

    /// <summary>Gets which lines were set aside; <see langword="null"/>: none yet.</summary>
    public DraftMark? BadRows { get; init; }

    /// <summary>Gets a value indicating whether nothing is left to do but to give the files their names and to report.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Gets how far it is, in words.</summary>
    [JsonIgnore]
    public string Part => string.Create(CultureInfo.InvariantCulture, $"{Split.Offset / 1e6:N1} of {InputBytes / 1e6:N1} MB");
}
