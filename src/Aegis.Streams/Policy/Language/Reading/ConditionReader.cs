using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Expressions;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads conditions of nodes that have their shape.</summary>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
/// <param name="fragments">The fragments by name.</param>
/// <param name="patterns">The patterns read so far.</param>
internal sealed class ConditionReader(FaultList faults, FragmentTable fragments, PatternTable patterns)
{
    private static readonly string[] ValueKeys = ["equals", "in", "not_in"];

    private readonly TestReader _tests = new(faults, patterns);

    /// <summary>Reads a list of conditions.</summary>
    /// <param name="items">The nodes.</param>
    /// <returns>The conditions, without those that have faults.</returns>
    public IEnumerable<Condition> ReadAll(ImmutableArray<YamlNode> items) => [.. items.Select(item => Read((YamlMapping)item)).OfType<Condition>()];

    /// <summary>Reads the tests of a declared parameter.</summary>
    /// <param name="path">The parameter.</param>
    /// <param name="mapping">The tests.</param>
    /// <returns>The condition; <see langword="null"/>: it may be anything, or there are faults.</returns>
    public ParameterCondition? ReadDeclared(YamlScalar path, YamlMapping mapping)
    {
        if (!ParameterPath.TryParse(path.Text, out var found)) return null;
        return ReadTests(found, mapping) is { Tests.IsEmpty: false } condition ? condition : null;
    }

    private Condition? Read(YamlMapping mapping)
    {
        if (mapping.Path("parameter") is { } parameter) return ReadTests(parameter, mapping);
        if (mapping.Find("compare") is YamlScalar comparison) return ReadComparison(comparison);
        if (mapping.Find("money") is YamlMapping money) return ReadMoney(money);
        if (mapping.Find("time") is YamlMapping time) return ReadTime(time);
        if (mapping.Find("egress") is not null) return new EgressCondition(_tests.ReadEgress(mapping)) { IsOptional = mapping.Truth("optional") == true };
        if (mapping.Text("attribute") is { } attribute) return ReadAttribute(attribute, mapping);
        if (mapping.Find("environment") is not null) return new EnvironmentCondition(CanonicalSets.Of(mapping.Texts("environment")));
        if (mapping.Find("any") is YamlSequence any) return ConditionForm.Any(ReadAll(any.Items));
        if (mapping.Find("all") is YamlSequence all) return ConditionForm.All(ReadAll(all.Items));
        if (mapping.Find("not") is YamlMapping not) return Read(not) is { } part ? new Not(part) : null;
        return fragments.Find((YamlScalar)mapping.Find("fragment")!, faults);
    }

    private ParameterCondition ReadTests(ParameterPath path, YamlMapping mapping)
    {
        if (mapping.Find("match") is { } match && !path.HasItems) faults.Add(match, $"`match` needs `[*]` in the path, and `{path}` has none");
        var isOptional = mapping.Truth("optional") == true;
        if (mapping.Truth("present") is { } present) CheckPresence(mapping, present, isOptional);
        var tests = _tests.Read(mapping);
        var quantifier = mapping.Says("match", "any") ? Quantifier.Any : Quantifier.Every;
        return new ParameterCondition(path, tests) { Quantifier = quantifier, IsOptional = isOptional };
    }

    private void CheckPresence(YamlMapping mapping, bool isPresent, bool isOptional)
    {
        if (isPresent && isOptional) faults.Add(mapping.Find("present")!, "`present: true` and `optional: true` contradict each other", "remove one");
        if (isPresent) return;
        var other = mapping.Entries.Select(entry => entry.Key).FirstOrDefault(key => key.Text is not ("parameter" or "present" or "match"));
        if (other is not null) faults.Add(other, $"`{other.Text}` beside `present: false`: what must be absent has nothing to test", "remove one");
    }

    private Comparison? ReadComparison(YamlScalar scalar)
    {
        if (ComparisonParser.TryParse(scalar.Text, out var comparison, out var offset, out var fault)) return comparison;
        faults.Add(scalar, offset, $"`compare`: {fault}");
        return null;
    }

    private MoneyCondition? ReadMoney(YamlMapping mapping)
    {
        var (amount, currency) = (Single(mapping, "amount"), Single(mapping, "currency"));
        var limits = ((YamlMapping)mapping.Find("limits")!).Entries.Select(entry => ReadLimit(entry.Key.Text, (YamlMapping)entry.Value)).ToList();
        return amount is null || currency is null ? null : new MoneyCondition(amount, currency, CanonicalSets.Of(limits));
    }

    private MoneyLimit ReadLimit(string currency, YamlMapping mapping)
    {
        var (min, max) = (mapping.Number("min"), mapping.Number("max"));
        if (min > max) faults.Add(mapping.Find("max")!, $"no amount passes `min` {min} and `max` {max}");
        return new MoneyLimit(currency, min, max);
    }

    private ParameterPath? Single(YamlMapping mapping, string key)
    {
        if (mapping.Path(key) is not { HasItems: true } path) return mapping.Path(key);
        faults.Add(mapping.Find(key)!, $"`{key}` must be a single parameter, and `{path}` stands for many");
        return null;
    }

    private TimeWindow? ReadTime(YamlMapping mapping)
    {
        var zone = (YamlScalar)mapping.Find("zone")!;
        if (!TimeZones.IsKnown(zone.Text))
        {
            faults.Add(zone, $"unknown time zone `{YamlScalar.Shorten(zone.Text)}`", TimeZones.Guess(zone.Text) ?? "use a name of the IANA time zone database, such as Europe/Berlin");
            return null;
        }

        if (mapping.Entries.Length == 1)
        {
            faults.Add(mapping, "the window is the whole week", "add `days`, `from` or `to`");
            return null;
        }

        var days = CanonicalSets.Of(mapping.Texts("days").Select(PolicyWords.ReadDay));
        var (from, to) = (TextForms.ReadClock(mapping.Text("from") ?? "00:00"), TextForms.ReadClock(mapping.Text("to") ?? "24:00"));
        return new TimeWindow(zone.Text, days, from, to);
    }

    private AttributeCondition ReadAttribute(string name, YamlMapping mapping)
    {
        var keys = ValueKeys.Where(key => mapping.Find(key) is not null).ToList();
        if (keys.Count > 1) faults.Add(mapping.Find(keys[1])!, $"`{keys[0]}` and `{keys[1]}` beside each other", "keep one, or make two conditions of it");
        if (keys.Count == 0 && mapping.Truth("optional") == true) faults.Add(mapping.Find("optional")!, "`optional: true` without values tests nothing", "remove it");
        var values = keys.Count == 0 ? [] : CanonicalSets.Of(mapping.Texts(keys[0]));
        return new AttributeCondition(name, values) { IsNegated = keys.FirstOrDefault() == "not_in", IsOptional = mapping.Truth("optional") == true };
    }
}
