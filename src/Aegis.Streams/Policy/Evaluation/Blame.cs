namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One part of a condition that speaks against a call.</summary>
/// <param name="Code">Stable code of what is wrong.</param>
/// <param name="Path">The field; <see langword="null"/>: the whole intent.</param>
/// <param name="Limit">The bound as text; <see langword="null"/>: none.</param>
/// <param name="Observed">What was there, as a class and never as a value: `absent`, `number`, `string`; <see langword="null"/>: not said.</param>
/// <param name="Hint">What the caller can do.</param>
internal readonly record struct Blame(string Code, string? Path, string? Limit, string? Observed, string? Hint)
{
    /// <summary>Gets a value indicating whether the part should have held; else it should not have.</summary>
    public bool IsRequirement { get; init; }
}
