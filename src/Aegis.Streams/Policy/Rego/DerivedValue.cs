using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Computes expressions exactly, which Rego does not.</summary>
internal static class DerivedValue
{
    /// <summary>Computes an expression over the arguments of a call.</summary>
    /// <returns>The value; <see langword="null"/>: a parameter is absent or no number, or a product is too far from the point.</returns>
    public static ExactDecimal? Of(Expression expression, JsonElement arguments) => expression switch
    {
        ConstantTerm constant => constant.Value,
        ParameterTerm term => OfParameter(term, arguments),
        Operation operation when Of(operation.Left, arguments) is { } left && Of(operation.Right, arguments) is { } right =>
            ExactArithmetic.TryCompute(left, operation.Operator, right, out var result) ? result : null,
        _ => null,
    };

    private static ExactDecimal? OfParameter(ParameterTerm term, JsonElement arguments)
    {
        var value = ArgumentValues.At(arguments, term.Path).FirstOrDefault();
        return value.ValueKind == JsonValueKind.Number && ExactDecimal.TryParse(Encoding.ASCII.GetBytes(value.GetRawText()), out var number) ? number : null;
    }
}
