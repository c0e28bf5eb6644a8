using System.Collections.Immutable;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy.Inquiry;

/// <summary>What policy says of a question, and the whole way to it.</summary>
/// <param name="Outcome">The answer, the catalog's included if it was asked.</param>
/// <param name="Findings">What speaks against the call; the largest outcome first.</param>
/// <param name="Trace">What each rule did; <see langword="null"/>: the parameters cannot be read, so that no rule was asked.</param>
public sealed record PolicyAnswer(DecisionOutcome Outcome, ImmutableArray<Finding> Findings, PolicyTrace? Trace)
{
    /// <summary>Gets a value indicating whether a check against the catalog is left open, since no catalog was given.</summary>
    public bool LeavesCatalogOpen { get; init; }

    /// <summary>Gets the rewritten parameters; empty: nothing was redacted. Hashes in them are of no tenant's key.</summary>
    public ReadOnlyMemory<byte> SanitizedParameters { get; init; }

    /// <summary>Gets what was found in the parameters; empty: nothing, or nothing was looked for.</summary>
    public ImmutableArray<DlpCount> DlpCounts { get; init; } = [];

    /// <summary>Gets what was known of each parameter at the top: its place and the type of its value, such as `discount_percent (number)`; never a value.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];
}
