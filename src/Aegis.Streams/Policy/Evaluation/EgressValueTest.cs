using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests a text that is a URL against an allow-list.</summary>
internal sealed class EgressValueTest(EgressTest test) : ValueTest
{
    public override string Code => ReasonCodes.EgressNotAllowed;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) =>
        value.Kind == ParameterKind.String ? EgressCheck.Test(test.Allowed, call.Parameters.Unescaped(value)) : Truth.Undecided;

    protected override string? WriteLimit() => null;

    protected override string WriteHint() => "Send a URL that the allow-list covers, in plain spelling: no user, no escapes or dots that change the place, the port in digits.";
}
