using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Turns a test into one that passes where it fails, where that is plain.</summary>
internal static class SampleOpposite
{
    public static ParameterTest? Of(ParameterTest test) => test switch
    {
        NumberRange { Min: { } min } range => new NumberRange(null, min) { IsMaxExcluded = !range.IsMinExcluded },
        NumberRange { Max: { } max } range => new NumberRange(max, null) { IsMinExcluded = !range.IsMaxExcluded },
        OneOf values => values with { IsNegated = !values.IsNegated },
        PatternTest pattern => pattern with { IsNegated = !pattern.IsNegated },
        LengthRange { Max: { } longest } => new LengthRange(longest + 1, null),
        TypeTest => test,
        _ => null,
    };
}
