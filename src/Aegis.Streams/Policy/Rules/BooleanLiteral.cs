namespace Aegis.Streams.Policy.Rules;

/// <summary>True or false.</summary>
/// <param name="Value">Which.</param>
public sealed record BooleanLiteral(bool Value) : Literal;
