using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests the type.</summary>
internal sealed class TypeValueTest(ParameterType type) : ValueTest
{
    public override string Code => ReasonCodes.ParameterType;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) => Logic.Of(type switch
    {
        ParameterType.String => value.Kind == ParameterKind.String,
        ParameterType.Number => value.Kind == ParameterKind.Number,
        ParameterType.Integer => value.Kind == ParameterKind.Number && ExactDecimal.TryParse(call.Parameters.Value(value), out var number) && number.IsInteger,
        ParameterType.Boolean => value.Kind is ParameterKind.True or ParameterKind.False,
        ParameterType.Object => value.Kind == ParameterKind.Object,
        ParameterType.Array => value.Kind == ParameterKind.Array,
        _ => value.Kind == ParameterKind.Null,
    });

    protected override string WriteLimit() => type.ToString().ToLowerInvariant();

    protected override string WriteHint() => $"Send a JSON {(type == ParameterType.Integer ? "number without a fraction" : type.ToString().ToLowerInvariant())}.";
}
