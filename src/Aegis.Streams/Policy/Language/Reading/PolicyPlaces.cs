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
