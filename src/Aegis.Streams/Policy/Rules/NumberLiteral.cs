using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A number, compared by value: 25, 25.0 and 2.5e1 are one.</summary>
/// <param name="Value">The number.</param>
public sealed record NumberLiteral(ExactDecimal Value) : Literal;
