using System.Collections.Immutable;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads the tests of a parameter and finds those that no value can pass.</summary>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
/// <param name="patterns">The patterns read so far.</param>
internal sealed class TestReader(FaultList faults, PatternTable patterns)
{
    private static readonly string[] ValueKeys = ["equals", "in", "not_in"];

    /// <summary>Reads the tests of a mapping in their fixed order.</summary>
    /// <param name="mapping">The mapping, which has its shape.</param>
    /// <returns>The tests, with the key that each was read from.</returns>
    public ImmutableArray<ParameterTest> Read(YamlMapping mapping)
    {
        var tests = new List<(string Key, ParameterTest Test)>();
        if (mapping.Text("type") is { } type) tests.Add(("type", new TypeTest(PolicyWords.ReadType(type))));
        Add(tests, mapping, "min", "max", ReadNumbers(mapping), "above", "below");
        if (mapping.Integer("decimals") is { } decimals) tests.Add(("decimals", new DecimalPlaces(decimals)));
        AddValues(tests, mapping);
        Add(tests, mapping, "min_length", "max_length", Bounded(mapping, "min_length", "max_length", (min, max) => new LengthRange(min, max)));
        AddPattern(tests, mapping, "pattern", isSearch: false, isNegated: false);
        AddPattern(tests, mapping, "not_pattern", isSearch: false, isNegated: true);
        AddPattern(tests, mapping, "search_pattern", isSearch: true, isNegated: false);
        AddPattern(tests, mapping, "not_search_pattern", isSearch: true, isNegated: true);
        if (mapping.Find("starts_with") is not null) tests.Add(("starts_with", new AffixTest(CanonicalSets.Of(mapping.Texts("starts_with")))));
        if (mapping.Find("ends_with") is not null) tests.Add(("ends_with", new AffixTest(CanonicalSets.Of(mapping.Texts("ends_with"))) { IsSuffix = true }));
        Add(tests, mapping, "min_items", "max_items", Bounded(mapping, "min_items", "max_items", (min, max) => new ItemCount(min, max)));
        Add(tests, mapping, "not_before", "not_after", ReadDates(mapping));
        Add(tests, mapping, "min_duration", "max_duration", ReadDurations(mapping));
        if (mapping.Find("egress") is not null) tests.Add(("egress", new EgressTest(ReadEgress(mapping))));
        if (mapping.Truth("present") is { } present) tests.Add(("present", new PresenceTest(present)));
        CheckFamilies(mapping, tests);
        return [.. tests.Select(pair => pair.Test)];
    }

    /// <summary>Reads an allow-list.</summary>
    /// <param name="mapping">The mapping with the key `egress`.</param>
    /// <returns>The list, without the entries that have faults.</returns>
    public EgressAllowList ReadEgress(YamlMapping mapping)
    {
        var entries = new List<EgressEntry>();
        foreach (var item in mapping.Items("egress").Cast<YamlScalar>())
        {
            if (EgressEntry.TryParse(item.Text, out var entry, out var fault)) entries.Add(entry);
            else faults.Add(item, "this is no entry of an allow-list", $"{char.ToLowerInvariant(fault[0])}{fault[1..].TrimEnd('.')}");
        }

        return new EgressAllowList(CanonicalSets.Of(entries));
    }

    private static void Add(List<(string Key, ParameterTest Test)> tests, YamlMapping mapping, string first, string second, ParameterTest? test, params string[] others)
    {
        if (test is null) return;
        tests.Add((others.Prepend(second).Prepend(first).First(key => mapping.Find(key) is not null), test));
    }

    private NumberRange? ReadNumbers(YamlMapping mapping)
    {
        Exclude(mapping, "min", "above", "are both lower bounds");
        Exclude(mapping, "max", "below", "are both upper bounds");
        var (above, below) = (mapping.Number("above"), mapping.Number("below"));
        var (min, max) = (above ?? mapping.Number("min"), below ?? mapping.Number("max"));
        if (min is null && max is null) return null;
        if (min > max || (min == max && (above is not null || below is not null)))
        {
            var (lower, upper) = (above is null ? "min" : "above", below is null ? "max" : "below");
            faults.Add(mapping.Find(upper)!, $"no number passes `{lower}` {min} and `{upper}` {max}");
        }

        return new NumberRange(min, max) { IsMinExcluded = above is not null, IsMaxExcluded = below is not null };
    }

    private T? Bounded<T>(YamlMapping mapping, string minKey, string maxKey, Func<int?, int?, T> make)
        where T : ParameterTest
    {
        var (min, max) = (mapping.Integer(minKey), mapping.Integer(maxKey));
        if (min is null && max is null) return null;
        if (min > max) faults.Add(mapping.Find(maxKey)!, $"`{maxKey}` {max} is below `{minKey}` {min}, so no value passes");
        return make(min, max);
    }

    private DateRange? ReadDates(YamlMapping mapping)
    {
        var (from, to) = (mapping.Instant("not_before"), mapping.Instant("not_after"));
        if (from is null && to is null) return null;
        var isComparable = from is { } first && to is { } last && first.Instant is null == last.Instant is null;
        if (isComparable && from!.Value.At(DateTimeOffset.UnixEpoch) > to!.Value.At(DateTimeOffset.UnixEpoch))
            faults.Add(mapping.Find("not_after")!, "`not_after` is before `not_before`, so no value passes");
        return new DateRange(from, to);
    }

    private DurationRange? ReadDurations(YamlMapping mapping)
    {
        var (min, max) = (mapping.Duration("min_duration"), mapping.Duration("max_duration"));
        if (min is null && max is null) return null;
        if (min > max) faults.Add(mapping.Find("max_duration")!, "`max_duration` is shorter than `min_duration`, so no value passes");
        return new DurationRange(min, max);
    }

    private void AddValues(List<(string Key, ParameterTest Test)> tests, YamlMapping mapping)
    {
        Exclude(mapping, "equals", "in", "both list the values");
        foreach (var key in ValueKeys)
        {
            if (mapping.Find(key) is not null)
                tests.Add((key, new OneOf(CanonicalSets.Of(mapping.Items(key).Select(ReadLiteral))) { IsNegated = key == "not_in" }));
        }
    }

    private void AddPattern(List<(string Key, ParameterTest Test)> tests, YamlMapping mapping, string key, bool isSearch, bool isNegated)
    {
        if (mapping.Find(key) is not YamlScalar scalar) return;
        if (patterns.TryRead(scalar.Text, out var pattern, out var fault)) tests.Add((key, new PatternTest(pattern) { IsSearch = isSearch, IsNegated = isNegated }));
        else faults.Add(scalar, fault.Offset, $"`{key}`: {fault.Message}");
    }

    /// <summary>Finds tests that speak of types that no value has at once.</summary>
    private void CheckFamilies(YamlMapping mapping, List<(string Key, ParameterTest Test)> tests)
    {
        foreach (var (index, (key, test)) in tests.Index())
        {
            var family = TestFamilies.Of(test);
            foreach (var (otherKey, other) in tests.Take(index))
            {
                var otherFamily = TestFamilies.Of(other);
                if ((family & otherFamily) != TestFamily.None) continue;
                faults.Add(
                    mapping.Find(key)!,
                    $"`{key}` is for {TestFamilies.NameOf(family)} and `{otherKey}` for {TestFamilies.NameOf(otherFamily)}, so no value passes both");
                return;
            }
        }
    }

    private void Exclude(YamlMapping mapping, string key, string other, string problem)
    {
        if (mapping.Find(key) is not null && mapping.Find(other) is { } node) faults.Add(node, $"`{key}` and `{other}` {problem}", "keep one");
    }

    private static Literal ReadLiteral(YamlNode node)
    {
        var scalar = (YamlScalar)node;
        if (NodeTypes.TryNumber(scalar, out var number)) return new NumberLiteral(number);
        return scalar.Type == ScalarType.Boolean ? new BooleanLiteral(scalar.Text == "true") : new TextLiteral(scalar.Text);
    }
}
