using System.Collections.Frozen;
using Aegis.Streams.Dlp.Profiles;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>How a stream is scanned.</summary>
/// <param name="Split">How it is cut.</param>
/// <param name="Scan">What is looked for.</param>
public sealed record StreamScanOptions(SplitOptions Split, ScanOptions Scan)
{
    /// <summary>Gets the confidence from which on a finding is reported.</summary>
    /// <value>The default is 60. From 0 to 100.</value>
    public int Threshold { get; init; } = Confidence.DefaultThreshold;

    /// <summary>Gets how many windows are scanned at a time.</summary>
    /// <value>The default is the number of cores. 1 and up.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets what columns of delimited values hold, whatever they are called: by their place from 0, a name that says it, such as `phone`. An empty name says nothing.</summary>
    /// <value>The default is empty: the header says it.</value>
    public IReadOnlyDictionary<int, string> Columns { get; init; } = FrozenDictionary<int, string>.Empty;

    /// <summary>Gets the profile of policy that governs: its entities and thresholds count and not those that are said beside it, and findings that it does not cover are none.</summary>
    /// <value>The default is <see langword="null"/>: there is none.</value>
    public RecordProfile? Profile { get; init; }
}
