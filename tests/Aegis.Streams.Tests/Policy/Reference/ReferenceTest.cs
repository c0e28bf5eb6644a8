using System.Text.Json;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Tests one value that is there.</summary>
internal static class ReferenceTest
{
    public static Kleene Test(ParameterTest test, JsonElement value, DateTimeOffset now) => test switch
    {
        PresenceTest presence => KleeneLogic.Of(presence.IsPresent),
        TypeTest type => KleeneLogic.Of(IsOfType(value, type.Type)),
        NumberRange range => OfNumber(value, number => IsWithin(number, range)),
        DecimalPlaces places => OfNumber(value, number => number.HasPlaces(places.Max)),
        OneOf oneOf => OneOf(oneOf, value),
        LengthRange length => OfText(value, text => IsWithin(text.EnumerateRunes().Count(), length.Min, length.Max)),
        PatternTest pattern => OfText(value, text => text.EnumerateRunes().Count() > (pattern.Pattern.LongestDecided(pattern.IsSearch) ?? int.MaxValue) ? null : Matches(pattern, text) != pattern.IsNegated),
        AffixTest affix => OfText(value, text => affix.Texts.Any(part =>
            affix.IsSuffix ? text.EndsWith(part, StringComparison.Ordinal) : text.StartsWith(part, StringComparison.Ordinal))),
        ItemCount count => value.ValueKind == JsonValueKind.Array ? KleeneLogic.Of(IsWithin(value.GetArrayLength(), count.Min, count.Max)) : Kleene.Undecided,
        DateRange range => OfText(value, text => ReferenceTexts.Instant(text) is { } ticks ? IsWithin(ticks, range.NotBefore?.At(now).UtcTicks, range.NotAfter?.At(now).UtcTicks) : null),
        DurationRange range => OfText(value, text => ReferenceTexts.Duration(text) is { } seconds
            ? IsWithin(seconds, (long?)range.Min?.TotalSeconds, (long?)range.Max?.TotalSeconds)
            : null),
        EgressTest egress => OfText(value, text => ReferenceTexts.IsWithin(text, egress.Allowed.Entries)),
        _ => throw new NotSupportedException(test.GetType().Name),
    };

    public static bool IsWithin(Rational number, NumberRange range)
    {
        if (range.Min is { } min && Rational.Compare(number, Rational.Parse(min.ToString())) is var low && (low < 0 || (low == 0 && range.IsMinExcluded))) return false;
        return range.Max is not { } max || (Rational.Compare(number, Rational.Parse(max.ToString())) is var high && (high < 0 || (high == 0 && !range.IsMaxExcluded)));
    }

    private static bool IsWithin(long value, long? min, long? max) => (min is null || value >= min) && (max is null || value <= max);

    private static bool IsOfType(JsonElement value, ParameterType type) => type switch
    {
        ParameterType.String => value.ValueKind == JsonValueKind.String,
        ParameterType.Number => value.ValueKind == JsonValueKind.Number,
        ParameterType.Integer => value.ValueKind == JsonValueKind.Number && Rational.Parse(value.GetRawText()).IsWhole,
        ParameterType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ParameterType.Object => value.ValueKind == JsonValueKind.Object,
        ParameterType.Array => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static Kleene OneOf(OneOf oneOf, JsonElement value)
    {
        var comparable = oneOf.Values.Where(literal => literal switch
        {
            TextLiteral => value.ValueKind == JsonValueKind.String,
            NumberLiteral => value.ValueKind == JsonValueKind.Number,
            _ => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        }).ToList();
        return comparable.Count == 0 ? Kleene.Undecided : KleeneLogic.Of(comparable.Exists(literal => IsEqual(literal, value)) != oneOf.IsNegated);
    }

    private static bool IsEqual(Literal literal, JsonElement value) => literal switch
    {
        TextLiteral text => text.Value == value.GetString(),
        NumberLiteral number => Rational.Compare(Rational.Parse(number.Value.ToString()), Rational.Parse(value.GetRawText())) == 0,
        BooleanLiteral boolean => boolean.Value == value.GetBoolean(),
        _ => throw new NotSupportedException(literal.GetType().Name),
    };

    private static bool Matches(PatternTest test, string text) =>
        test.IsSearch ? ReferencePattern.IsFoundIn(test.Pattern.Text, text) : ReferencePattern.Matches(test.Pattern.Text, text);

    private static Kleene OfNumber(JsonElement value, Predicate<Rational> holds) =>
        value.ValueKind == JsonValueKind.Number ? KleeneLogic.Of(holds(Rational.Parse(value.GetRawText()))) : Kleene.Undecided;

    private static Kleene OfText(JsonElement value, Func<string, bool?> holds) =>
        value.ValueKind == JsonValueKind.String && holds(value.GetString()!) is { } isTrue ? KleeneLogic.Of(isTrue) : Kleene.Undecided;
}
