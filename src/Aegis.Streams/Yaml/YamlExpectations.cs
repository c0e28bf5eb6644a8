using System.Collections.Immutable;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Yaml;

/// <summary>What a reader of documents expects of nodes; what does not hold is reported with its place.</summary>
/// <param name="report">Takes the faults.</param>
internal sealed class YamlExpectations(YamlFault report)
{
    /// <summary>Reports a fault at a node.</summary>
    public void Fault(YamlNode node, string problem, string? help = null) => report(new TextFault(node.Place, problem, help));

    /// <summary>Expects a mapping without other keys than these.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">What to call it.</param>
    /// <param name="keys">The keys that it may have.</param>
    /// <returns>The mapping; <see langword="null"/>: it is none.</returns>
    public YamlMapping? Mapping(YamlNode node, string what, params string[] keys)
    {
        if (node is not YamlMapping mapping)
        {
            Fault(node, $"{what} must be a mapping with the keys {string.Join(", ", keys)}, not {node.Kind}");
            return null;
        }

        foreach (var (key, _) in mapping.Entries)
            if (!keys.Contains(key.Text)) Fault(key, $"unknown key `{YamlScalar.Shorten(key.Text)}` in {what}", Spelling.Guess(key.Text, keys));
        return mapping;
    }

    /// <summary>Expects a list.</summary>
    /// <param name="node">The node; <see langword="null"/>: it is missing, and that was reported.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The items; none if it is no list.</returns>
    public ImmutableArray<YamlNode> Items(YamlNode? node, string key)
    {
        if (node is YamlSequence sequence) return sequence.Items;
        if (node is not null) Fault(node, $"`{key}` must be a list, not {node.Kind}");
        return [];
    }

    /// <summary>Expects a text that follows a rule.</summary>
    /// <param name="node">The node; <see langword="null"/>: it is missing, and that was reported.</param>
    /// <param name="key">Its key.</param>
    /// <param name="rule">The rule in words, such as `must be ...`.</param>
    /// <param name="isValid">The rule.</param>
    /// <returns>The text; <see langword="null"/>: it does not follow the rule.</returns>
    public string? Text(YamlNode? node, string key, string rule, Func<string, bool> isValid)
    {
        if (node is null) return null;
        if (node is YamlScalar { IsNull: false } scalar && isValid(scalar.Text)) return scalar.Text;
        Fault(node, $"`{key}` {rule}, not {node.Kind}");
        return null;
    }

    /// <summary>Expects a text that follows a rule, and that no message may show, whatever stands in its place.</summary>
    /// <param name="node">The node.</param>
    /// <param name="key">Its key.</param>
    /// <param name="rule">The rule in words, such as `must be ...`.</param>
    /// <param name="isValid">The rule.</param>
    /// <returns>The text; <see langword="null"/>: it does not follow the rule.</returns>
    public string? Secret(YamlNode node, string key, string rule, Func<string, bool> isValid)
    {
        if (node is YamlScalar { IsNull: false } scalar && isValid(scalar.Text)) return scalar.Text;
        Fault(node, $"`{key}` {rule}");
        return null;
    }

    /// <summary>Expects a key.</summary>
    /// <returns>Its value; <see langword="null"/>: it is missing.</returns>
    public YamlNode? Required(YamlMapping mapping, string key)
    {
        var node = mapping.Find(key);
        if (node is null) Fault(mapping, $"key `{key}` is missing");
        return node;
    }
}
