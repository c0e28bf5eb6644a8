using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests how a text begins or ends.</summary>
internal sealed class AffixValueTest(AffixTest test) : ValueTest
{
    private readonly byte[][] _texts = [.. test.Texts.Select(Encoding.UTF8.GetBytes)];

    public override string Code => ReasonCodes.ParameterValue;

    public override Truth Test(in PolicyCall call, in ParameterEntry value)
    {
        if (value.Kind != ParameterKind.String) return Truth.Undecided;
        var text = call.Parameters.Unescaped(value);
        foreach (var affix in _texts)
            if (test.IsSuffix ? text.EndsWith(affix) : text.StartsWith(affix)) return Truth.True;
        return Truth.False;
    }

    protected override string WriteLimit() => string.Join(", ", test.Texts);

    protected override string WriteHint() => $"Send a text that {(test.IsSuffix ? "ends" : "begins")} with {string.Join(" or ", test.Texts)}.";
}
