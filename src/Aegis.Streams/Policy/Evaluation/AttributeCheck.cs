using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests an attribute of the agent's registration.</summary>
internal sealed class AttributeCheck(AttributeCondition condition, Truth ifAbsent) : CompiledCondition
{
    public override Truth Evaluate(in PolicyCall call)
    {
        if (!call.Registration.Attributes.TryGetValue(condition.Name, out var value)) return ifAbsent;
        return Logic.Of(condition.Values.IsEmpty || condition.Values.Contains(value) != condition.IsNegated);
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames) => blames.Add(wanted, new Blame(
        ReasonCodes.AttributeMismatch, $"agent.attributes.{condition.Name}", null,
        call.Registration.Attributes.ContainsKey(condition.Name) ? null : "absent", "Ask for another registration of the agent."));
}
