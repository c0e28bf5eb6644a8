using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests the length of a text in code points.</summary>
internal sealed class LengthTest(LengthRange range) : ValueTest
{
    public override string Code => ReasonCodes.ParameterLength;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) =>
        value.Kind == ParameterKind.String ? Logic.Of(Bounds.Hold(call.Parameters.CodePoints(value), range.Min, range.Max)) : Truth.Undecided;

    protected override string WriteLimit() => Bounds.Show(range.Min, range.Max);

    protected override string WriteHint() => $"Send a text of {Bounds.Show(range.Min, range.Max)} characters.";
}
