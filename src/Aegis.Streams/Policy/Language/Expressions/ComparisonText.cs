using System.Text;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Expressions;

/// <summary>Writes comparisons with no more parentheses than they need.</summary>
internal static class ComparisonText
{
    private static readonly string[] Comparators = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Operators = ["+", "-", "*"];

    /// <summary>Writes a comparison.</summary>
    /// <returns>A text that <see cref="ComparisonParser"/> reads as the same comparison.</returns>
    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder();
        Write(text, comparison.Left, binding: 0);
        text.Append(' ').Append(Comparators[(int)comparison.Operator]).Append(' ');
        Write(text, comparison.Right, binding: 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Expression expression, int binding)
    {
        switch (expression)
        {
            case ConstantTerm constant:
                text.Append(constant.Value.ToString());
                break;
            case ParameterTerm parameter:
                WritePath(text, parameter.Path);
                break;
            case Operation operation:
                WriteOperation(text, operation, binding);
                break;
            default:
                throw new NotSupportedException($"An expression of type {expression.GetType().Name} has no text.");
        }
    }

    private static void WriteOperation(StringBuilder text, Operation operation, int binding)
    {
        var own = operation.Operator == ArithmeticOperator.Multiply ? 2 : 1;
        if (own < binding) text.Append('(');
        Write(text, operation.Left, own);
        text.Append(' ').Append(Operators[(int)operation.Operator]).Append(' ');

        // A chain is read from the left, so the same operator on the right needs parentheses.
        Write(text, operation.Right, own + 1);
        if (own < binding) text.Append(')');
    }

    private static void WritePath(StringBuilder text, ParameterPath path)
    {
        for (var i = 0; i < path.Steps.Length; i++)
        {
            var name = path.Steps[i].Name ?? throw new ArgumentException("A comparison takes no path through the items of an array.");
            var isWord = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !(i == 0 && char.IsAsciiDigit(name[0]));
            if (!isWord) text.Append('[').Append(JsonText.Quote(name)).Append(']');
            else text.Append(i == 0 ? "" : ".").Append(name);
        }
    }
}
