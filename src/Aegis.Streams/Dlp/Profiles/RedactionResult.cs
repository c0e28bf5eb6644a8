using Aegis.Streams.Outcome;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>What came of the demands that values of a call be redacted.</summary>
internal sealed record RedactionResult
{
    /// <summary>Gets the result where nothing was found.</summary>
    public static RedactionResult Clean { get; } = new();

    /// <summary>Gets why the call must not run; <see langword="null"/>: it may.</summary>
    public Finding? Refusal { get; init; }

    /// <summary>Gets the rewritten parameters; <see langword="null"/>: nothing is to be redacted, or the call must not run.</summary>
    public byte[]? Parameters { get; init; }

    /// <summary>Gets what was found, in the order of its first place; empty: nothing.</summary>
    public IReadOnlyList<DlpCount> Counts { get; init; } = [];

    /// <summary>Gets the ids of the rules whose profiles found something.</summary>
    public IReadOnlySet<string> RuleIds { get; init; } = new HashSet<string>();
}
