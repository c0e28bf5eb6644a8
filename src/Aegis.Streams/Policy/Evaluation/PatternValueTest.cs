using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests a text against a pattern.</summary>
internal sealed class PatternValueTest(PatternTest test) : ValueTest
{
    public override string Code => ReasonCodes.ParameterPattern;

    public override Truth Test(in PolicyCall call, in ParameterEntry value)
    {
        if (value.Kind != ParameterKind.String) return Truth.Undecided;
        var text = call.Parameters.Unescaped(value);
        var isMatch = test.IsSearch ? test.Pattern.IsFoundIn(text) : test.Pattern.IsMatch(text);
        return Logic.Of(isMatch != test.IsNegated);
    }

    protected override string WriteLimit() => test.Pattern.Text;

    protected override string WriteHint() => test.IsNegated ? "Send a text that does not match the pattern." : "Send a text that matches the pattern.";
}
