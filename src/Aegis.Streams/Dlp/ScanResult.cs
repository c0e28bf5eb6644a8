namespace Aegis.Streams.Dlp;

/// <summary>What a scan found.</summary>
public readonly ref struct ScanResult
{
    internal ScanResult(ReadOnlySpan<DlpFinding> findings, bool isComplete)
    {
        Findings = findings;
        IsComplete = isComplete;
    }

    /// <summary>Gets the findings in the order of their places.</summary>
    public ReadOnlySpan<DlpFinding> Findings { get; }

    /// <summary>Gets a value indicating whether all of the text was looked at. What was not must not pass.</summary>
    public bool IsComplete { get; }
}
