using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>An expression made ready.</summary>
internal abstract class CompiledExpression
{
    public static CompiledExpression Of(Expression expression) => expression switch
    {
        ConstantTerm constant => new Constant(constant.Value),
        ParameterTerm parameter => new Parameter(ParameterStep.Of(parameter.Path)),
        Operation operation => new Combination(Of(operation.Left), operation.Operator, Of(operation.Right)),
        _ => throw new InvalidOperationException($"The expression {expression.GetType().Name} has no compiled form."),
    };

    /// <summary>Computes the value exactly.</summary>
    /// <returns>Whether there is one: every parameter in it is there and a number, and no product is too far from the point.</returns>
    public abstract bool TryEvaluate(ParameterTable parameters, out ExactDecimal value);

    private sealed class Constant(ExactDecimal constant) : CompiledExpression
    {
        public override bool TryEvaluate(ParameterTable parameters, out ExactDecimal value)
        {
            value = constant;
            return true;
        }
    }

    private sealed class Parameter(ParameterStep[] steps) : CompiledExpression
    {
        public override bool TryEvaluate(ParameterTable parameters, out ExactDecimal value)
        {
            value = default;
            var index = ParameterStep.Find(steps, parameters);
            return index >= 0 && parameters[index].Kind == ParameterKind.Number && ExactDecimal.TryParse(parameters.Value(parameters[index]), out value);
        }
    }

    private sealed class Combination(CompiledExpression left, ArithmeticOperator @operator, CompiledExpression right) : CompiledExpression
    {
        public override bool TryEvaluate(ParameterTable parameters, out ExactDecimal value)
        {
            value = default;
            return left.TryEvaluate(parameters, out var first) && right.TryEvaluate(parameters, out var second)
                && ExactArithmetic.TryCompute(first, @operator, second, out value);
        }
    }
}
