using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>The fragments of a policy. One may use those before it, so none can hold itself.</summary>
/// <param name="patterns">The patterns read so far.</param>
internal sealed class FragmentTable(PatternTable patterns)
{
    private readonly Dictionary<string, Condition?> _fragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);

    /// <summary>Reads the fragments of a policy.</summary>
    /// <param name="entries">The fragments in the order of the file.</param>
    /// <param name="isSound">Says whether a node has its shape.</param>
    /// <param name="faults">Takes what is wrong beyond the shape.</param>
    public void ReadAll(ImmutableArray<(YamlScalar Key, YamlNode Value)> entries, Func<YamlNode, bool> isSound, FaultList faults)
    {
        _all.UnionWith(entries.Select(entry => entry.Key.Text));
        var reader = new ConditionReader(faults, this, patterns);
        foreach (var (key, value) in entries)
        {
            var condition = isSound(value) ? ConditionForm.All(reader.ReadAll(((YamlSequence)value).Items)) : null;
            if (condition is not null && !ConditionBounds.Check(key, $"fragment `{key.Text}`", condition, faults)) condition = null;
            _fragments[key.Text] = condition;
        }
    }

    /// <summary>Finds a fragment.</summary>
    /// <param name="name">Its name where it is used.</param>
    /// <param name="faults">Takes the fault if there is none.</param>
    /// <returns>All of its conditions; <see langword="null"/>: there is none, or it has faults itself.</returns>
    public Condition? Find(YamlScalar name, FaultList faults)
    {
        if (_fragments.TryGetValue(name.Text, out var found)) return found;
        if (_all.Contains(name.Text)) faults.Add(name, $"fragment `{name.Text}` is not defined yet", "a fragment may use those before it; move it up");
        else if (_all.Count == 0) faults.Add(name, $"unknown fragment `{name.Text}`", "add it to `fragments`");
        else faults.Add(name, $"unknown fragment `{name.Text}`", Spelling.Guess(name.Text, _all) ?? $"there are {string.Join(", ", _all)}");
        return null;
    }
}
