using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Tells the families of tests.</summary>
internal static class TestFamilies
{
    public static TestFamily Of(ParameterTest test) => test switch
    {
        TypeTest type => Of(type.Type),
        NumberRange or DecimalPlaces => TestFamily.Number,
        LengthRange or PatternTest or AffixTest or DateRange or DurationRange or EgressTest => TestFamily.Text,
        ItemCount => TestFamily.Array,
        OneOf values => values.Values.Aggregate(TestFamily.None, (families, literal) => families | Of(literal)),
        _ => TestFamily.Any,
    };

    public static TestFamily Of(Literal literal) => literal switch
    {
        TextLiteral => TestFamily.Text,
        NumberLiteral => TestFamily.Number,
        _ => TestFamily.Boolean,
    };

    /// <summary>Names what a test can pass, for messages.</summary>
    public static string NameOf(TestFamily family) => family switch
    {
        TestFamily.Text => "texts",
        TestFamily.Number => "numbers",
        TestFamily.Boolean => "true and false",
        TestFamily.Array => "arrays",
        TestFamily.Other => "objects and null",
        _ => string.Join(" and ", Enum.GetValues<TestFamily>().Where(one => int.PopCount((int)one) == 1 && family.HasFlag(one)).Select(NameOf)),
    };

    private static TestFamily Of(ParameterType type) => type switch
    {
        ParameterType.String => TestFamily.Text,
        ParameterType.Number or ParameterType.Integer => TestFamily.Number,
        ParameterType.Boolean => TestFamily.Boolean,
        ParameterType.Array => TestFamily.Array,
        _ => TestFamily.Other,
    };
}
