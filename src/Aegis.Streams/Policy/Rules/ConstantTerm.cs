using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A constant.</summary>
/// <param name="Value">Its value.</param>
public sealed record ConstantTerm(ExactDecimal Value) : Expression;
