namespace Aegis.Streams.Policy.Rules;

/// <summary>Compares two expressions exactly. Undecided if a parameter in them is absent or no number.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Operator">How to compare.</param>
/// <param name="Right">The right side.</param>
public sealed record Comparison(Expression Left, ComparisonOperator Operator, Expression Right) : Condition
{
    /// <summary>Returns the comparison as policies write it, such as `quantity * unit_price &lt;= 50000`.</summary>
    /// <returns>The text.</returns>
    public string ToText() => $"{Left.ToText()} {Sign} {Right.ToText()}";

    private string Sign => Operator switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
