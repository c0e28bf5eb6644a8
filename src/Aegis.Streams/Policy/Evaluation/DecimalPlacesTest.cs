using System.Globalization;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests how many digits a number has after the point.</summary>
internal sealed class DecimalPlacesTest(int max) : ValueTest
{
    public override string Code => ReasonCodes.ParameterRange;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) =>
        value.Kind == ParameterKind.Number && ExactDecimal.TryParse(call.Parameters.Value(value), out var number)
            ? Logic.Of(number.DecimalPlaces <= max)
            : Truth.Undecided;

    protected override string WriteLimit() => max.ToString(CultureInfo.InvariantCulture);

    protected override string WriteHint() => string.Create(CultureInfo.InvariantCulture, $"Send a number with at most {max} decimal places.");
}
