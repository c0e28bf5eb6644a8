using System.Globalization;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Finds the product that keeps a comparison from being computed, since its digits would be too far from the point.</summary>
internal static class DistantProduct
{
    /// <summary>Finds the first such product of a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="parameters">The parameters; all that it names are numbers.</param>
    /// <returns>The product, whose factors can be computed; <see langword="null"/>: there is none.</returns>
    public static Operation? Find(Comparison comparison, ParameterTable parameters) => Find(comparison.Left, parameters) ?? Find(comparison.Right, parameters);

    /// <summary>Says that a product is too far from the point. It names the first parameter in it, or none if all factors are constants.</summary>
    public static Blame Blame(Operation product) => new(
        ReasonCodes.ProductRange,
        ConditionWalk.Parameters(product).Select(path => $"parameters.{path.Text}").FirstOrDefault(),
        string.Create(CultureInfo.InvariantCulture, $"{ExactArithmetic.MaxPlaces} places from the point"),
        "number",
        "Send numbers whose product has fewer digits.");

    private static Operation? Find(Expression expression, ParameterTable parameters)
    {
        if (expression is not Operation operation || CompiledExpression.Of(operation).TryEvaluate(parameters, out _)) return null;
        return Find(operation.Left, parameters) ?? Find(operation.Right, parameters) ?? operation;
    }
}
