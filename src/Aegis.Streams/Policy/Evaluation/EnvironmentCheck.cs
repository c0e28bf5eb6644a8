using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests the environment of the instance.</summary>
internal sealed class EnvironmentCheck(EnvironmentCondition condition) : CompiledCondition
{
    public override Truth Evaluate(in PolicyCall call) =>
        call.Environment is { } environment ? Logic.Of(condition.Values.Contains(environment)) : Truth.Undecided;

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames) => blames.Add(wanted, new Blame(
        ReasonCodes.EnvironmentMismatch, "environment", string.Join(", ", condition.Values), call.Environment is null ? "absent" : null, null));
}
