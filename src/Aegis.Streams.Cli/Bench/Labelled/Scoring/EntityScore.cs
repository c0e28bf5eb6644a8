namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>How well an entity was found; <see cref="Scorer"/> has the rule.</summary>
internal sealed record EntityScore
{
    public required string Entity { get; init; }

    /// <summary>Gets a value indicating whether this is of phones in national form alone, which count nowhere else.</summary>
    public required bool IsNational { get; init; }

    /// <summary>Gets how many values there are.</summary>
    public required long Values { get; init; }

    /// <summary>Gets how many of them were found.</summary>
    public required long Found { get; init; }

    /// <summary>Gets how many findings belong to a value that was found.</summary>
    public required long Right { get; init; }

    /// <summary>Gets how many findings are in a value of theirs, and it is not covered.</summary>
    public required long Partial { get; init; }

    /// <summary>Gets how many findings are on values of other entities.</summary>
    public required long WrongEntity { get; init; }

    /// <summary>Gets how many findings are on no value, or far wider than theirs.</summary>
    public required long False { get; init; }

    /// <summary>Gets how many findings are on values of other entities or none, by what is there instead.</summary>
    public required IReadOnlyDictionary<string, long> Causes { get; init; }

    public long Findings => Right + Partial + WrongEntity + False;

    /// <summary>Gets the share of findings that are right; 1 without any.</summary>
    public double Precision => Findings == 0 ? 1 : (double)Right / Findings;

    /// <summary>Gets the share of values that were found; 1 without any.</summary>
    public double Recall => Values == 0 ? 1 : (double)Found / Values;

    /// <summary>Gets the harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}
