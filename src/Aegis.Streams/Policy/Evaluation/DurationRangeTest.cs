using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests that a duration lies between bounds.</summary>
internal sealed class DurationRangeTest(DurationRange range) : ValueTest
{
    public override string Code => ReasonCodes.ParameterDuration;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) =>
        value.Kind == ParameterKind.String && DurationText.TryParse(call.Parameters.Unescaped(value), out var duration)
            ? Logic.Of((range.Min is not { } min || duration >= min) && (range.Max is not { } max || duration <= max))
            : Truth.Undecided;

    protected override string WriteLimit() => $"{Show(range.Min)}..{Show(range.Max)}";

    protected override string WriteHint() => "Send a duration such as P30D or PT1H30M within the bounds.";

    private static string Show(TimeSpan? bound) => bound is { } given ? DurationText.Format(given) : "";
}
