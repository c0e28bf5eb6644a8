namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Holds if its part does not.</summary>
internal sealed class NotCheck(CompiledCondition part) : CompiledCondition
{
    public override Truth Evaluate(in PolicyCall call) => Logic.Negate(part.Evaluate(call));

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames) => part.Explain(call, Logic.Negate(wanted), blames);
}
