namespace Aegis.Streams.Policy.Rules;

/// <summary>Two expressions combined.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Operator">How to combine.</param>
/// <param name="Right">The right side.</param>
public sealed record Operation(Expression Left, ArithmeticOperator Operator, Expression Right) : Expression;
