using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A test of one value, made ready. Immutable; allocates nothing when it is run.</summary>
internal abstract class ValueTest
{
    private string? _limit;
    private string? _hint;

    /// <summary>Gets the code of the reason where the test fails.</summary>
    public abstract string Code { get; }

    /// <summary>Gets the bound as text; <see langword="null"/>: none.</summary>
    public string? Limit => _limit ??= WriteLimit();

    /// <summary>Gets what the caller can do; <see langword="null"/>: nothing general.</summary>
    public string? Hint => _hint ??= WriteHint();

    public static ValueTest Of(ParameterTest test) => test switch
    {
        TypeTest type => new TypeValueTest(type.Type),
        NumberRange range => new NumberRangeTest(range),
        DecimalPlaces places => new DecimalPlacesTest(places.Max),
        OneOf oneOf => new OneOfTest(oneOf),
        LengthRange length => new LengthTest(length),
        PatternTest pattern => new PatternValueTest(pattern),
        AffixTest affix => new AffixValueTest(affix),
        ItemCount count => new ItemCountTest(count),
        DateRange range => new DateRangeTest(range),
        DurationRange range => new DurationRangeTest(range),
        EgressTest egress => new EgressValueTest(egress),
        _ => throw new InvalidOperationException($"The test {test.GetType().Name} has no compiled form."),
    };

    /// <summary>Names a type as JSON Schema does.</summary>
    public static string NameOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Object => "object",
        ParameterKind.Array => "array",
        ParameterKind.String => "string",
        ParameterKind.Number => "number",
        ParameterKind.Null => "null",
        _ => "boolean",
    };

    /// <summary>Tests a value.</summary>
    public abstract Truth Test(in PolicyCall call, in ParameterEntry value);

    protected abstract string? WriteLimit();

    protected abstract string? WriteHint();
}
