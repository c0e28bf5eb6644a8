using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes the tests of a parameter as the keys that they are read from.</summary>
internal static class TestWriter
{
    public static void Write(CanonicalJson json, ParameterTest test)
    {
        switch (test)
        {
            case TypeTest type:
                json.Write("type", PolicyWords.Of(type.Type));
                break;
            case NumberRange range:
                json.Write(range.IsMinExcluded ? "above" : "min", range.Min);
                json.Write(range.IsMaxExcluded ? "below" : "max", range.Max);
                break;
            case DecimalPlaces places:
                json.Write("decimals", places.Max);
                break;
            case OneOf values:
                WriteValues(json, values);
                break;
            case LengthRange length:
                json.Write("min_length", length.Min);
                json.Write("max_length", length.Max);
                break;
            case PatternTest pattern:
                json.Write($"{(pattern.IsNegated ? "not_" : "")}{(pattern.IsSearch ? "search_" : "")}pattern", pattern.Pattern.Text);
                break;
            case AffixTest affix:
                json.WriteTexts(affix.IsSuffix ? "ends_with" : "starts_with", CanonicalSets.Of(affix.Texts));
                break;
            case ItemCount count:
                json.Write("min_items", count.Min);
                json.Write("max_items", count.Max);
                break;
            case DateRange dates:
                json.Write("not_before", dates.NotBefore is { } first ? InstantText.Format(first) : null);
                json.Write("not_after", dates.NotAfter is { } last ? InstantText.Format(last) : null);
                break;
            case DurationRange durations:
                json.Write("min_duration", durations.Min is { } min ? DurationText.Format(min) : null);
                json.Write("max_duration", durations.Max is { } max ? DurationText.Format(max) : null);
                break;
            case EgressTest egress:
                json.WriteTexts("egress", CanonicalSets.Of(egress.Allowed.Entries).Select(entry => entry.ToString()));
                break;
            case PresenceTest presence:
                json.Key("present");
                json.Bare(presence.IsPresent ? "true" : "false");
                break;
            default:
                throw new NotSupportedException($"A test of type {test.GetType().Name} has no form in the language.");
        }
    }

    /// <summary>Orders tests as they are read, so that each has one place.</summary>
    public static int Order(ParameterTest test) => test switch
    {
        TypeTest => 0,
        NumberRange => 1,
        DecimalPlaces => 2,
        OneOf values => values.IsNegated ? 4 : 3,
        LengthRange => 5,
        PatternTest pattern => 6 + (pattern.IsSearch ? 2 : 0) + (pattern.IsNegated ? 1 : 0),
        AffixTest affix => affix.IsSuffix ? 11 : 10,
        ItemCount => 12,
        DateRange => 13,
        DurationRange => 14,
        EgressTest => 15,
        _ => 16,
    };

    private static void WriteValues(CanonicalJson json, OneOf values)
    {
        json.Key(values.IsNegated ? "not_in" : "in");
        json.OpenArray();
        foreach (var value in CanonicalSets.Of(values.Values))
        {
            if (value is TextLiteral text) json.Text(text.Value);
            else json.Bare(LiteralText.Of(value));
        }

        json.CloseArray();
    }
}
