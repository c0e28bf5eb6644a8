using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Prints the tests of one value, which stands in the local `value`. Every line guards the type first: Rego orders all values.</summary>
internal sealed class TestPrinter(RegoModule module)
{
    private const string Places = "input.derived.places[json.marshal(value)]";
    private const string Instants = "input.derived.instants[value]";
    private const string Durations = "input.derived.durations[value]";
    private const string Url = "input.derived.urls[value]";

    /// <summary>Prints when a test certainly holds.</summary>
    /// <returns>The lines, all of which must hold; <see langword="null"/>: never.</returns>
    public string[]? True(ParameterTest test) => test switch
    {
        PresenceTest presence => presence.IsPresent ? [] : null,
        TypeTest { Type: ParameterType.Integer } => ["is_number(value)", $"{Places} <= 0"],
        TypeTest type => [TypeCheck(type.Type)],
        NumberRange range => ["is_number(value)", .. RangeLines(range)],
        DecimalPlaces places => ["is_number(value)", $"{Places} <= {places.Max}"],
        OneOf oneOf => oneOf.IsNegated ? [Guard(oneOf), $"not {Membership(oneOf)}"] : IsListed(oneOf),
        LengthRange length => ["is_string(value)", .. CountLines(length.Min, length.Max)],
        ItemCount count => ["is_array(value)", .. CountLines(count.Min, count.Max)],
        PatternTest pattern => [.. Decided(pattern), pattern.IsNegated ? $"{Match(pattern)} == false" : Match(pattern)],
        AffixTest affix => ["is_string(value)", Affix(affix)],
        DateRange dates => ["is_string(value)", .. BetweenLines(Instants, RegoTime.Bound(dates.NotBefore), RegoTime.Bound(dates.NotAfter))],
        DurationRange range => ["is_string(value)", .. BetweenLines(Durations, RegoTime.Bound(range.Min), RegoTime.Bound(range.Max))],
        EgressTest egress => EgressPrinter.Matches(module, egress.Allowed) is { IsNever: false } matches ? ["is_string(value)", $"{matches.Name}({Url})"] : null,
        _ => throw Unknown(test),
    };

    /// <summary>Prints when a test certainly does not hold.</summary>
    /// <returns>The lines of each case; none: never.</returns>
    public string[][] False(ParameterTest test) => test switch
    {
        PresenceTest presence => presence.IsPresent ? [] : [[]],
        TypeTest { Type: ParameterType.Integer } => [["not is_number(value)"], ["is_number(value)", $"{Places} > 0"]],
        TypeTest type => [[$"not {TypeCheck(type.Type)}"]],
        NumberRange range => [.. RangeFaults(range).Select(fault => new[] { "is_number(value)", fault })],
        DecimalPlaces places => [["is_number(value)", $"{Places} > {places.Max}"]],
        OneOf oneOf => oneOf.IsNegated ? [IsListed(oneOf)] : [[Guard(oneOf), $"not {Membership(oneOf)}"]],
        LengthRange length => [.. CountFaults(length.Min, length.Max).Select(fault => new[] { "is_string(value)", fault })],
        ItemCount count => [.. CountFaults(count.Min, count.Max).Select(fault => new[] { "is_array(value)", fault })],
        PatternTest pattern => [[.. Decided(pattern), pattern.IsNegated ? Match(pattern) : $"{Match(pattern)} == false"]],
        AffixTest affix => [["is_string(value)", $"{Affix(affix)} == false"]],
        DateRange dates => BetweenFaults(Instants, RegoTime.Bound(dates.NotBefore), RegoTime.Bound(dates.NotAfter)),
        DurationRange range => BetweenFaults(Durations, RegoTime.Bound(range.Min), RegoTime.Bound(range.Max)),
        EgressTest egress => EgressFaults(EgressPrinter.Matches(module, egress.Allowed)),
        _ => throw Unknown(test),
    };

    private static RegoRefusedException Unknown(ParameterTest test) => new($"A test of the kind {test.GetType().Name} has no form in Rego.");

    private static string TypeCheck(ParameterType type) => type switch
    {
        ParameterType.String => "is_string(value)",
        ParameterType.Number => "is_number(value)",
        ParameterType.Boolean => "is_boolean(value)",
        ParameterType.Object => "is_object(value)",
        ParameterType.Array => "is_array(value)",
        _ => "is_null(value)",
    };

    private static IEnumerable<string> RangeLines(NumberRange range)
    {
        if (range.Min is { } min) yield return $"value {(range.IsMinExcluded ? ">" : ">=")} {min}";
        if (range.Max is { } max) yield return $"value {(range.IsMaxExcluded ? "<" : "<=")} {max}";
    }

    private static IEnumerable<string> RangeFaults(NumberRange range)
    {
        if (range.Min is { } min) yield return $"value {(range.IsMinExcluded ? "<=" : "<")} {min}";
        if (range.Max is { } max) yield return $"value {(range.IsMaxExcluded ? ">=" : ">")} {max}";
    }

    private static IEnumerable<string> CountLines(int? min, int? max)
    {
        if (min is not null) yield return $"count(value) >= {min}";
        if (max is not null) yield return $"count(value) <= {max}";
    }

    private static IEnumerable<string> CountFaults(int? min, int? max)
    {
        if (min is not null) yield return $"count(value) < {min}";
        if (max is not null) yield return $"count(value) > {max}";
    }

    /// <summary>A text that could not be read has no entry, and both answers are undefined.</summary>
    private static IEnumerable<string> BetweenLines(string read, string? min, string? max)
    {
        yield return $"is_number({read})";
        if (min is not null) yield return $"{read} >= {min}";
        if (max is not null) yield return $"{read} <= {max}";
    }

    private static string[][] BetweenFaults(string read, string? min, string? max)
    {
        var faults = new List<string[]>();
        if (min is not null) faults.Add(["is_string(value)", $"is_number({read})", $"{read} < {min}"]);
        if (max is not null) faults.Add(["is_string(value)", $"is_number({read})", $"{read} > {max}"]);
        return [.. faults];
    }

    /// <summary>A URL without a single meaning is null, and whether it is covered cannot be told.</summary>
    private static string[][] EgressFaults(RegoTerm matches)
    {
        string[] guard = ["is_string(value)", $"is_object({Url})"];
        return matches.Name is { } covers ? [[.. guard, $"not {covers}({Url})"]] : [guard];
    }

    /// <summary>
    /// Compared one by one where there are numbers: Open Policy Agent makes an index of what a rule compares with a constant, and finds
    /// numbers beyond a double in it only as they are spelt.
    /// </summary>
    private static string[] IsListed(OneOf oneOf) =>
        [HasNumber(oneOf) ? $"[{Spell(oneOf)}][_] == value" : Membership(oneOf)];

    /// <summary>
    /// Numbers stand in an array, which is searched by value. The members of a set are found by their hash, and numbers beyond a double
    /// that are equal but spelt otherwise have different ones.
    /// </summary>
    private static string Membership(OneOf oneOf) => HasNumber(oneOf) ? $"value in [{Spell(oneOf)}]" : $"value in {{{Spell(oneOf)}}}";

    private static bool HasNumber(OneOf oneOf) => oneOf.Values.Any(literal => literal is NumberLiteral);

    private static string Spell(OneOf oneOf) => string.Join(", ", oneOf.Values.Select(RegoText.Literal));

    private static string Guard(OneOf oneOf)
    {
        var types = oneOf.Values.Select(TypeName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return types.Length == 1 ? $"is_{types[0]}(value)" : $"type_name(value) in {RegoText.Set(types)}";
    }

    private static string TypeName(Literal literal) => literal switch
    {
        TextLiteral => "string",
        NumberLiteral => "number",
        _ => "boolean",
    };

    private static string[] Decided(PatternTest test) =>
        test.Pattern.LongestDecided(test.IsSearch) is { } most ? ["is_string(value)", .. CountLines(null, most)] : ["is_string(value)"];

    /// <summary>Compared with false, never negated: of a pattern that this engine cannot read, neither answer is true.</summary>
    private static string Match(PatternTest test) =>
        $"regex.match({RegoText.Quote(test.IsSearch ? test.Pattern.ToRe2Search() : test.Pattern.ToRe2())}, value)";

    private static string Affix(AffixTest test)
    {
        var texts = RegoText.Names(test.Texts);
        return test.IsSuffix ? $"strings.any_suffix_match(value, {texts})" : $"strings.any_prefix_match(value, {texts})";
    }
}
