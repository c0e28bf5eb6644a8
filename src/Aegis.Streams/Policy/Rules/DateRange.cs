namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// A text is a date (`2026-11-28`, which counts as its first instant in UTC) or an instant of RFC 3339 with `Z` or an offset, and lies
/// between bounds. Undecided for every other text.
/// </summary>
/// <param name="NotBefore">The earliest; <see langword="null"/>: no bound.</param>
/// <param name="NotAfter">The latest; <see langword="null"/>: no bound.</param>
public sealed record DateRange(InstantBound? NotBefore, InstantBound? NotAfter) : ParameterTest;
