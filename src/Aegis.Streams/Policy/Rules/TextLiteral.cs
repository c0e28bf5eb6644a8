namespace Aegis.Streams.Policy.Rules;

/// <summary>A text, compared byte for byte: nothing is normalised.</summary>
/// <param name="Value">The text.</param>
public sealed record TextLiteral(string Value) : Literal;
