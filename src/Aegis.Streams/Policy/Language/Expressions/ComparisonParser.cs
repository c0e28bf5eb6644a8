using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Expressions;

/// <summary>
/// Reads comparisons such as `quantity * (unit_price - 1) &lt;= 50000`: numbers of JSON, parameters, `+ - *`, unary minus and parentheses, with
/// one of `== != &lt; &lt;= > >=`. A name with `-` or a leading digit is written as `["name"]`, so that a difference is never taken for a name.
/// </summary>
internal sealed class ComparisonParser
{
    /// <summary>The most numbers and parameters.</summary>
    public const int MaxTerms = 64;

    private const int MaxDepth = 16;
    private static readonly string[] Operators = ["==", "!=", "<", "<=", ">", ">="];

    private readonly ExpressionText _text;
    private int _terms;

    private ComparisonParser(string text) => _text = new ExpressionText(text);

    /// <summary>Reads a comparison.</summary>
    /// <param name="text">The text.</param>
    /// <param name="comparison">The comparison; <see langword="null"/>: there is a fault.</param>
    /// <param name="offset">Where the fault is, in UTF-16 code units.</param>
    /// <param name="fault">What is wrong; <see langword="null"/>: nothing.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Comparison? comparison, out int offset, [NotNullWhen(false)] out string? fault)
    {
        (comparison, offset, fault) = (null, 0, null);
        try
        {
            comparison = new ComparisonParser(text).ReadComparison();
            return true;
        }
        catch (ExpressionFaultException exception)
        {
            (offset, fault) = (exception.Offset, exception.Message);
            return false;
        }
    }

    private Comparison ReadComparison()
    {
        var left = ReadSum(depth: 0);
        var operation = ReadOperator();
        var right = ReadSum(depth: 0);
        _text.SkipBlanks();
        if (_text.AtEnd) return new Comparison(left, operation, right);
        throw _text.TryTakeOperator(out var start) is null
            ? _text.Fault($"unexpected `{_text.Next}`; expected an operator or the end")
            : _text.Fault("a second comparison; write it as a condition of its own", start);
    }

    private ComparisonOperator ReadOperator()
    {
        var taken = _text.TryTakeOperator(out var start);
        if (taken is not null && Array.IndexOf(Operators, taken) is >= 0 and var index) return (ComparisonOperator)index;
        if (taken == "=") throw _text.Fault("`=` is no comparison; write `==`", start);
        throw _text.AtEnd ? _text.Fault("nothing is compared; add one of == != < <= > >= and a number")
            : _text.Fault($"expected one of + - * == != < <= > >=, not `{taken ?? _text.Next.ToString()}`", start);
    }

    private Expression ReadSum(int depth)
    {
        var sum = ReadProduct(depth);
        while (_text.TryTake('+', '-') is { } sign)
            sum = new Operation(sum, sign == '+' ? ArithmeticOperator.Add : ArithmeticOperator.Subtract, ReadProduct(depth));
        return sum;
    }

    private Expression ReadProduct(int depth)
    {
        var product = ReadUnary(depth);
        while (_text.TryTake('*') is not null) product = new Operation(product, ArithmeticOperator.Multiply, ReadUnary(depth));
        return product;
    }

    private Expression ReadUnary(int depth)
    {
        if (depth > MaxDepth) throw _text.Fault($"nested deeper than {MaxDepth} levels");
        if (_text.TryTake('-') is not null) return Negate(ReadUnary(depth + 1));
        if (_text.TryTake('(') is null) return ReadTerm();
        var open = _text.Offset - 1;
        var inner = ReadSum(depth + 1);
        if (_text.TryTake(')') is null) throw _text.Fault(_text.AtEnd ? "this parenthesis is never closed" : $"expected `)`, not `{_text.Next}`", _text.AtEnd ? open : _text.Offset);
        return inner;
    }

    private Expression ReadTerm()
    {
        _text.SkipBlanks();
        if (++_terms > MaxTerms) throw _text.Fault($"more than {MaxTerms} numbers and parameters");
        if (_text.AtEnd) throw _text.Fault("expected a number or a parameter at the end");
        if (char.IsAsciiDigit(_text.Next)) return new ConstantTerm(_text.TakeNumber());
        return new ParameterTerm(_text.TakePath());
    }

    private static Expression Negate(Expression part)
    {
        if (part is not ConstantTerm constant) return new Operation(new ConstantTerm(ExactDecimal.Zero), ArithmeticOperator.Subtract, part);
        var text = constant.Value.ToString();
        return ExactDecimal.TryParse(Encoding.ASCII.GetBytes(constant.Value.IsNegative ? text[1..] : $"-{text}"), out var negated)
            ? new ConstantTerm(negated)
            : new Operation(new ConstantTerm(ExactDecimal.Zero), ArithmeticOperator.Subtract, part);
    }
}
