using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests how many items an array has.</summary>
internal sealed class ItemCountTest(ItemCount count) : ValueTest
{
    public override string Code => ReasonCodes.ParameterItems;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) =>
        value.Kind == ParameterKind.Array ? Logic.Of(Bounds.Hold(value.ChildCount, count.Min, count.Max)) : Truth.Undecided;

    protected override string WriteLimit() => Bounds.Show(count.Min, count.Max);

    protected override string WriteHint() => $"Send {Bounds.Show(count.Min, count.Max)} items.";
}
