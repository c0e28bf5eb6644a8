namespace Aegis.Streams.Policy.Rules;

/// <summary>Compares two expressions exactly. Undecided if a parameter in them is absent or no number.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Operator">How to compare.</param>
/// <param name="Right">The right side.</param>
public sealed record Comparison(Expression Left, ComparisonOperator Operator, Expression Right) : Condition;
