using System.Collections.Immutable;
using System.Text.Json;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Finds the JSON type that tests of a parameter need.</summary>
internal static class ValueTypes
{
    /// <summary>Finds the type.</summary>
    /// <returns>The type, of which true and false are one; <see langword="null"/>: any type passes.</returns>
    public static JsonValueKind? Of(ImmutableArray<ParameterTest> tests) => tests.Select(Of).FirstOrDefault(kind => kind is not null);

    private static JsonValueKind? Of(ParameterTest test) => test switch
    {
        TypeTest type => Of(type.Type),
        NumberRange or DecimalPlaces => JsonValueKind.Number,
        LengthRange or PatternTest or AffixTest or DateRange or DurationRange or EgressTest => JsonValueKind.String,
        ItemCount => JsonValueKind.Array,
        OneOf values => values.Values[0] switch
        {
            TextLiteral => JsonValueKind.String,
            NumberLiteral => JsonValueKind.Number,
            _ => JsonValueKind.True,
        },
        _ => null,
    };

    private static JsonValueKind Of(ParameterType type) => type switch
    {
        ParameterType.String => JsonValueKind.String,
        ParameterType.Number or ParameterType.Integer => JsonValueKind.Number,
        ParameterType.Boolean => JsonValueKind.True,
        ParameterType.Object => JsonValueKind.Object,
        ParameterType.Array => JsonValueKind.Array,
        _ => JsonValueKind.Null,
    };
}
