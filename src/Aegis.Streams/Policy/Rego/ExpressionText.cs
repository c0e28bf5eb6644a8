using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Spells an expression in one way, with every pair of parentheses: the key of its value in the input.</summary>
internal static class ExpressionText
{
    public static string Of(Expression expression) => expression switch
    {
        ParameterTerm term => $"args{(term.Path.Steps[0].IsPlainName ? "." : "")}{term.Path.Text}",
        ConstantTerm constant => constant.Value.ToString(),
        Operation operation => $"({Of(operation.Left)} {Sign(operation.Operator)} {Of(operation.Right)})",
        _ => throw new RegoRefusedException($"An expression of the kind {expression.GetType().Name} has no form in Rego."),
    };

    private static char Sign(ArithmeticOperator operation) => operation switch
    {
        ArithmeticOperator.Add => '+',
        ArithmeticOperator.Subtract => '-',
        _ => '*',
    };
}
