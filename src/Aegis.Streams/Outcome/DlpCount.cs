namespace Aegis.Streams.Outcome;

/// <summary>How often something sensitive was found in the parameters of a call. Contract: `DlpCount`. Never tells a value.</summary>
/// <param name="Entity">What was found, such as `EMAIL`.</param>
/// <param name="Operator">What became of it: `replace`, `replace_numbered`, `mask`, `hash`, `drop` or `block`.</param>
/// <param name="Count">How often.</param>
/// <param name="Path">Where, such as `parameters.contacts[*].note`; <see langword="null"/>: in various places.</param>
/// <param name="Profile">The profile that covers it.</param>
/// <param name="Hidden">In how many of them invisible characters stood, a strong sign of abuse.</param>
public sealed record DlpCount(string Entity, string Operator, int Count, string? Path, string Profile, int Hidden = 0);
