using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests that a number lies between bounds.</summary>
internal sealed class NumberRangeTest(NumberRange range) : ValueTest
{
    private readonly bool _hasMin = range.Min is not null;
    private readonly bool _hasMax = range.Max is not null;
    private readonly ExactDecimal _min = range.Min.GetValueOrDefault();
    private readonly ExactDecimal _max = range.Max.GetValueOrDefault();

    public override string Code => ReasonCodes.ParameterRange;

    public override Truth Test(in PolicyCall call, in ParameterEntry value)
    {
        if (value.Kind != ParameterKind.Number || !ExactDecimal.TryParse(call.Parameters.Value(value), out var number)) return Truth.Undecided;
        if (_hasMin && number.CompareTo(_min) is var low && (low < 0 || (low == 0 && range.IsMinExcluded))) return Truth.False;
        if (_hasMax && number.CompareTo(_max) is var high && (high > 0 || (high == 0 && range.IsMaxExcluded))) return Truth.False;
        return Truth.True;
    }

    protected override string WriteLimit() => (range.Min, range.Max) switch
    {
        ({ } min, null) => min.ToString(),
        (null, { } max) => max.ToString(),
        var (min, max) => $"{min} to {max}",
    };

    protected override string WriteHint() => $"Send a number {Words(range)}.";

    private static string Words(NumberRange range)
    {
        var min = range.Min is { } low ? $"{(range.IsMinExcluded ? "above" : "of at least")} {low}" : null;
        var max = range.Max is { } high ? $"{(range.IsMaxExcluded ? "below" : "of at most")} {high}" : null;
        return min is null || max is null ? min ?? max ?? "" : $"{min} and {max}";
    }
}
