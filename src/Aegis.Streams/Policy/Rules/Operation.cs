namespace Aegis.Streams.Policy.Rules;

/// <summary>Two expressions combined.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Operator">How to combine.</param>
/// <param name="Right">The right side.</param>
public sealed record Operation(Expression Left, ArithmeticOperator Operator, Expression Right) : Expression
{
    /// <inheritdoc/>
    public override string ToText() => Operator switch
    {
        ArithmeticOperator.Add => $"{Left.ToText()} + {Right.ToText()}",
        ArithmeticOperator.Subtract => $"{Left.ToText()} - {Grouped(Right)}",
        _ => $"{Grouped(Left)} * {Grouped(Right)}",
    };

    private static string Grouped(Expression part) =>
        part is Operation { Operator: not ArithmeticOperator.Multiply } ? $"({part.ToText()})" : part.ToText();
}
