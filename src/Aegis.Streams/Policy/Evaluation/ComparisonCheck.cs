using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Language.Expressions;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Compares two expressions.</summary>
internal sealed class ComparisonCheck(Comparison comparison) : CompiledCondition
{
    private readonly CompiledExpression _left = CompiledExpression.Of(comparison.Left);
    private readonly CompiledExpression _right = CompiledExpression.Of(comparison.Right);

    public override Truth Evaluate(in PolicyCall call)
    {
        if (!_left.TryEvaluate(call.Parameters, out var left) || !_right.TryEvaluate(call.Parameters, out var right)) return Truth.Undecided;
        var order = left.CompareTo(right);
        return Logic.Of(comparison.Operator switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames)
    {
        foreach (var path in ConditionWalk.Parameters(comparison))
        {
            var index = ParameterStep.Find(ParameterStep.Of(path), call.Parameters);
            if (index >= 0 && call.Parameters[index].Kind == ParameterKind.Number) continue;
            blames.Add(wanted, new Blame(
                index < 0 ? ReasonCodes.ParameterMissing : ReasonCodes.ParameterType, $"parameters.{path.Text}", "number",
                index < 0 ? "absent" : ValueTest.NameOf(call.Parameters[index].Kind), "Send a JSON number."));
            return;
        }

        if (DistantProductFinder.Find(comparison, call.Parameters) is { } product)
        {
            blames.Add(wanted, DistantProductFinder.Blame(product));
            return;
        }

        var first = ConditionWalk.Parameters(comparison).Select(path => $"parameters.{path.Text}").FirstOrDefault();
        var text = ComparisonText.Of(comparison);
        blames.Add(wanted, new Blame(ReasonCodes.ComparisonFailed, first, text, null, $"The call must {(wanted == Truth.True ? "" : "not ")}satisfy {text}."));
    }
}
