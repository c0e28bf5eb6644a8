namespace Aegis.Streams.Dlp;

/// <summary>What a scan found.</summary>
public readonly ref struct ScanResult
{
    internal ScanResult(ReadOnlySpan<DlpFinding> findings, bool isWellFormed, bool isPartial, bool isRagged = false)
    {
        Findings = findings;
        IsWellFormed = isWellFormed;
        IsPartial = isPartial;
        IsComplete = isWellFormed && !isPartial && !isRagged;
    }

    /// <summary>Gets the findings in the order of their places.</summary>
    public ReadOnlySpan<DlpFinding> Findings { get; }

    /// <summary>Gets a value indicating whether the text is what it was scanned as: JSON by its grammar, or records as far as quotes go.</summary>
    public bool IsWellFormed { get; }

    /// <summary>Gets a value indicating whether something in it could not be looked at as it must be.</summary>
    internal bool IsPartial { get; }

    /// <summary>Gets a value indicating whether all of the text was looked at. What was not must not pass.</summary>
    public bool IsComplete { get; }
}
