using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests that a date or an instant lies between bounds.</summary>
internal sealed class DateRangeTest(DateRange range) : ValueTest
{
    public override string Code => ReasonCodes.ParameterDate;

    public override Truth Test(in PolicyCall call, in ParameterEntry value)
    {
        if (value.Kind != ParameterKind.String || !DateText.TryParse(call.Parameters.Unescaped(value), out var instant)) return Truth.Undecided;
        return Logic.Of((range.NotBefore is not { } first || instant >= first.At(call.DecisionTime))
            && (range.NotAfter is not { } last || instant <= last.At(call.DecisionTime)));
    }

    protected override string WriteLimit() => $"{Show(range.NotBefore)}..{Show(range.NotAfter)}";

    protected override string WriteHint() => "Send a date such as 2026-11-28, or an instant such as 2026-11-28T09:30:00Z, within the bounds.";

    private static string Show(InstantBound? bound) => bound is { } given ? InstantText.Format(given) : "";
}
