using System.Globalization;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Finds the product that keeps a comparison from being computed, since its digits would be too far from the point.</summary>
internal static class DistantProductFinder
{
    /// <summary>Finds the first such product of a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="parameters">The parameters; all that it names are numbers.</param>
    /// <returns>The product, whose factors can be computed; <see langword="null"/>: there is none.</returns>
    public static Operation? Find(Comparison comparison, ParameterTable parameters) =>
        !TryEvaluate(comparison.Left, parameters, out _, out var product) || !TryEvaluate(comparison.Right, parameters, out _, out product) ? product : null;

    /// <summary>Says that a product is too far from the point. It names the first parameter in it, or none if all factors are constants.</summary>
    public static Blame Blame(Operation product) => new(
        ReasonCodes.ProductRange,
        ConditionWalk.Parameters(product).Select(path => $"parameters.{path.Text}").FirstOrDefault(),
        string.Create(CultureInfo.InvariantCulture, $"{ExactArithmetic.MaxPlaces} places from the point"),
        "number",
        "Send numbers whose product has fewer digits.");

    /// <summary>Computes an expression, each part once: what is too far from the point to be computed is what takes long.</summary>
    private static bool TryEvaluate(Expression expression, ParameterTable parameters, out ExactDecimal value, out Operation? product)
    {
        product = null;
        if (expression is not Operation operation) return CompiledExpression.Of(expression).TryEvaluate(parameters, out value);
        value = default;
        if (!TryEvaluate(operation.Left, parameters, out var left, out product) || !TryEvaluate(operation.Right, parameters, out var right, out product)) return false;
        if (ExactArithmetic.TryCompute(left, operation.Operator, right, out value)) return true;
        product = operation;
        return false;
    }
}
