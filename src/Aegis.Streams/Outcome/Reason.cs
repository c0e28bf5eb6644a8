namespace Aegis.Streams.Outcome;

/// <summary>One reason of a decision. Never carries a parameter's value.</summary>
/// <param name="Code">Stable code, `stage.what`; one of <see cref="ReasonCodes"/>.</param>
/// <param name="Path">Dotted path of the field that it speaks of; <see langword="null"/>: the whole intent.</param>
/// <param name="Limit">The bound that was met or missed, as text; <see langword="null"/>: none.</param>
/// <param name="Hint">What the caller can do, in one sentence; <see langword="null"/>: nothing.</param>
/// <param name="RuleId">The policy rule that spoke; <see langword="null"/>: none did.</param>
public sealed record Reason(string Code, string? Path = null, string? Limit = null, string? Hint = null, string? RuleId = null)
{
    /// <summary>Gets what was there instead, as a class: `absent`, or a type of JSON; <see langword="null"/>: not said. Never a value.</summary>
    public string? Observed { get; init; }

    /// <summary>Gets why the rule exists, in the words of its author; <see langword="null"/>: nothing is said.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the address of the rule's documentation; <see langword="null"/>: its author named none, and the code's anchor in `docs/reasons.md` explains it.</summary>
    public string? Docs { get; init; }
}
