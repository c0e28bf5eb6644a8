using System.Globalization;
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
        if (value.Kind != ParameterKind.String || IsTooLong(call.Parameters, value)) return Truth.Undecided;
        var text = call.Parameters.Unescaped(value);
        var isMatch = test.IsSearch ? test.Pattern.IsFoundIn(text) : test.Pattern.IsMatch(text);
        return Logic.Of(isMatch != test.IsNegated);
    }

    /// <summary>Says whether a text has more scalars than its pattern decides.</summary>
    private bool IsTooLong(ParameterTable parameters, in ParameterEntry text) =>
        test.Pattern.LongestDecided(test.IsSearch) is { } most && parameters.CodePoints(text) > most;

    protected override string WriteLimit() => test.Pattern.Text;

    protected override string WriteHint() =>
        string.Create(CultureInfo.InvariantCulture, $"Send a text{(test.Pattern.LongestDecided(test.IsSearch) is { } most ? $" of at most {most:N0} characters" : "")} that {(test.IsNegated ? "does not match" : "matches")} the pattern.");
}
