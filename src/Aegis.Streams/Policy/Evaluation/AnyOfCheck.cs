namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Holds if one part holds.</summary>
internal sealed class AnyOfCheck(CompiledCondition[] parts) : CompiledCondition
{
    public override Truth Evaluate(in PolicyCall call)
    {
        var result = Truth.False;
        foreach (var part in parts)
        {
            var value = part.Evaluate(call);
            if (value == Truth.True) return Truth.True;
            if (value > result) result = value;
        }

        return result;
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames)
    {
        foreach (var part in parts)
            if (part.Evaluate(call) != wanted) part.Explain(call, wanted, blames);
    }
}
