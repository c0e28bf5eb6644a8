namespace Aegis.Streams.Policy.Rules;

/// <summary>A parameter that is a JSON number.</summary>
/// <param name="Path">The parameter; without `[*]`.</param>
public sealed record ParameterTerm(ParameterPath Path) : Expression;
