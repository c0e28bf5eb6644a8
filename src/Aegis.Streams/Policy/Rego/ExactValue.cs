using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>The exact value of an expression: a whole number times a power of ten.</summary>
/// <param name="Coefficient">The whole number.</param>
/// <param name="Exponent">The power.</param>
internal readonly record struct ExactValue(BigInteger Coefficient, int Exponent)
{
    /// <summary>Computes an expression over the arguments of a call.</summary>
    /// <returns>The value; <see langword="null"/>: a parameter is absent or no number.</returns>
    public static ExactValue? Of(Expression expression, JsonElement arguments) => expression switch
    {
        ConstantTerm constant => Parse(constant.Value.ToString()),
        ParameterTerm term => OfParameter(term, arguments),
        Operation operation when Of(operation.Left, arguments) is { } left && Of(operation.Right, arguments) is { } right => operation.Operator switch
        {
            ArithmeticOperator.Add => Add(left, right),
            ArithmeticOperator.Subtract => Add(left, right with { Coefficient = -right.Coefficient }),
            _ => new ExactValue(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent),
        },
        _ => null,
    };

    /// <summary>Spells it as a number of JSON.</summary>
    public override string ToString() => Exponent == 0
        ? Coefficient.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Coefficient}e{Exponent}");

    private static ExactValue? OfParameter(ParameterTerm term, JsonElement arguments)
    {
        var value = ArgumentValues.At(arguments, term.Path).FirstOrDefault();
        return value.ValueKind == JsonValueKind.Number ? Parse(value.GetRawText()) : null;
    }

    private static ExactValue? Parse(string text)
    {
        if (!ExactDecimal.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var number)) return null;
        var spelt = number.ToString();
        var mark = spelt.IndexOf('e', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(spelt.AsSpan(mark + 1), CultureInfo.InvariantCulture);
        var plain = mark < 0 ? spelt : spelt[..mark];
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0) exponent -= plain.Length - point - 1;
        return new ExactValue(BigInteger.Parse(plain.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), exponent);
    }

    private static ExactValue Add(ExactValue left, ExactValue right)
    {
        if (left.Coefficient.IsZero) return right;
        if (right.Coefficient.IsZero) return left;
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return new ExactValue(left.Scaled(exponent) + right.Scaled(exponent), exponent);
    }

    private BigInteger Scaled(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);
}
