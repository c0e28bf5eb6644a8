using System.Globalization;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Knows where each key of a rule stands, for checks that come after reading.</summary>
internal sealed class PolicyPlaces
{
    private readonly Dictionary<string, (string File, YamlMapping Source)> _sources = new(StringComparer.Ordinal);

    /// <summary>Notes where a rule stands; the first of an id counts.</summary>
    public void Add(PolicyRule rule, string file, YamlMapping source) => _sources.TryAdd(rule.Id, (file, source));

    /// <summary>Finds the place of something in a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="keys">The keys, and indices of lists from 0, from the rule to it, such as `when`, `0`, `max`.</param>
    /// <returns>The place of the last of them that the rule has, of the key where there is one; of the rule's id if it has none.</returns>
    public SourcePlace Of(PolicyRule rule, params ReadOnlySpan<string> keys)
    {
        var place = rule.Place;
        if (!_sources.TryGetValue(rule.Id, out var found)) return place;
        YamlNode node = found.Source;
        foreach (var key in keys)
        {
            if (Step(node, key) is not var (mark, next)) break;
            place = new SourcePlace(found.File, mark.Line, mark.Column);
            node = next;
        }

        return place;
    }

    /// <summary>Finds the place of a test of a parameter in a rule, or in the tool that the rule comes from.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The parameter.</param>
    /// <param name="keys">The keys that the test may have, such as `max` and `below`.</param>
    /// <returns>The place of the first of them that stands beside the parameter; of the parameter, or the rule's, where there is none.</returns>
    public SourcePlace OfParameter(PolicyRule rule, ParameterPath path, params ReadOnlySpan<string> keys)
    {
        if (!_sources.TryGetValue(rule.Id, out var found)) return rule.Place;
        YamlScalar? parameter = null;
        foreach (var (name, tests) in Tests(found.Source, path.Text))
        {
            parameter ??= name;
            foreach (var (key, _) in tests.Entries)
                if (keys.Contains(key.Text)) return new SourcePlace(found.File, key.Line, key.Column);
        }

        return parameter is null ? rule.Place : new SourcePlace(found.File, parameter.Line, parameter.Column);
    }

    /// <summary>Finds the mappings that test a parameter, wherever they are nested; in a tool they stand under its path.</summary>
    private static IEnumerable<(YamlScalar Name, YamlMapping Tests)> Tests(YamlNode node, string path)
    {
        if (node is YamlSequence sequence) return sequence.Items.SelectMany(item => Tests(item, path));
        if (node is not YamlMapping mapping) return [];
        var own = mapping.Find("parameter") is YamlScalar name && name.Text == path ? [(name, mapping)] : Enumerable.Empty<(YamlScalar, YamlMapping)>();
        var declared = mapping.Entries.Where(entry => entry.Key.Text == path && entry.Value is YamlMapping).Select(entry => (entry.Key, (YamlMapping)entry.Value));
        return own.Concat(declared).Concat(mapping.Entries.SelectMany(entry => Tests(entry.Value, path)));
    }

    private static (YamlNode Mark, YamlNode Next)? Step(YamlNode node, string key)
    {
        if (node is YamlSequence sequence)
            return int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sequence.Items.Length ? (sequence.Items[index], sequence.Items[index]) : null;
        if (node is not YamlMapping mapping) return null;
        foreach (var (name, value) in mapping.Entries)
            if (name.Text == key) return (name, value);
        return null;
    }
}
