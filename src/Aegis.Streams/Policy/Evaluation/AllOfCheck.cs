namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Holds if all parts hold.</summary>
internal sealed class AllOfCheck(CompiledCondition[] parts) : CompiledCondition
{
    public override Truth Evaluate(in PolicyCall call)
    {
        var result = Truth.True;
        foreach (var part in parts)
        {
            var value = part.Evaluate(call);
            if (value == Truth.False) return Truth.False;
            if (value < result) result = value;
        }

        return result;
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames)
    {
        foreach (var part in parts)
            if (part.Evaluate(call) != wanted) part.Explain(call, wanted, blames);
    }
}
