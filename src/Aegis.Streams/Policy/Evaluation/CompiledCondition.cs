namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A condition made ready to be tested again and again. Immutable; allocates nothing when it is tested.</summary>
internal abstract class CompiledCondition
{
    /// <summary>Tests a call.</summary>
    public abstract Truth Evaluate(in PolicyCall call);

    /// <summary>Names the parts that keep the condition from the value that would speak for the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="wanted">That value: <see cref="Truth.True"/> or <see cref="Truth.False"/>.</param>
    /// <param name="blames">Takes the parts.</param>
    public abstract void Explain(in PolicyCall call, Truth wanted, BlameList blames);
}
