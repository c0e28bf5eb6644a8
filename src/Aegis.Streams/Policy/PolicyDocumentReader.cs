using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Yaml;

namespace Aegis.Streams.Policy;

/// <summary>Reads one YAML document in the short form of policy: an agent and its allowed tools.</summary>
internal sealed class PolicyDocumentReader(string file, ICollection<PolicyError> errors)
{
    private static readonly ExactDecimal MaxPercent = ExactDecimal.FromMinorUnits(100, 0);

    /// <summary>Reads a document.</summary>
    /// <param name="root">Its root.</param>
    /// <returns>The policy; <see langword="null"/>: it has faults, which are among the errors.</returns>
    public AgentPolicy? Read(YamlNode root)
    {
        var before = errors.Count;
        if (Mapping(root, "a policy", "agent", "tenant", "allowed_tools") is not { } document) return null;
        var agent = AgentName(Required(document, "agent"), "agent");
        var tenant = document.Find("tenant") is { } node ? AgentName(node, "tenant") : null;
        var owner = tenant is null ? agent : $"{tenant}/{agent}";
        var rules = ReadTools(Required(document, "allowed_tools"), owner);
        return errors.Count == before ? new AgentPolicy(tenant, agent!, rules) : null;
    }

    private ImmutableArray<PolicyRule> ReadTools(YamlNode? node, string? owner)
    {
        var rules = ImmutableArray.CreateBuilder<PolicyRule>();
        var taken = new HashSet<(string?, string?)>();
        foreach (var item in Items(node, "allowed_tools"))
        {
            if (Mapping(item, "an allowed tool", "name", "actions", "conditions") is not { } tool) continue;
            var name = ToolName(Required(tool, "name"), "name");
            var conditions = tool.Find("conditions") is { } found ? ReadConditions(found) : RuleConditions.None;
            var actions = Required(tool, "actions");
            if (actions is YamlSequence { Items.IsEmpty: true }) Fault(actions, "`actions` is empty; list the actions that are allowed, or remove the tool");
            foreach (var entry in Items(actions, "actions"))
            {
                if (ToolName(entry, "actions") is not { } action) continue;
                if (!taken.Add((name, action))) Fault(entry, $"action `{action}` of tool `{name}` was allowed before; one rule must speak for it");
                else if (name is not null) rules.Add(new PolicyRule($"{owner}/{name}/{action}", name, action, conditions));
            }
        }

        return rules.ToImmutable();
    }

    private RuleConditions ReadConditions(YamlNode node)
    {
        if (Mapping(node, "conditions", "max_discount_percent", "require_canonical_sku") is not { } conditions) return RuleConditions.None;
        var limit = conditions.Find("max_discount_percent");
        var sku = conditions.Find("require_canonical_sku");
        return new RuleConditions(limit is null ? null : Percent(limit), sku is not null && Truth(sku));
    }

    private ExactDecimal? Percent(YamlNode node)
    {
        if (node is YamlScalar { IsPlain: true } scalar
            && ExactDecimal.TryParse(Encoding.UTF8.GetBytes(scalar.Text), out var value)
            && !value.IsNegative && value <= MaxPercent)
        {
            return value;
        }

        Fault(node, $"`max_discount_percent` must be a number from 0 to 100 without quotes, not {node.Kind}");
        return null;
    }

    private bool Truth(YamlNode node)
    {
        if (node is YamlScalar { IsPlain: true, Text: "true" or "false" } scalar) return scalar.Text == "true";
        Fault(node, $"`require_canonical_sku` must be true or false, not {node.Kind}");
        return false;
    }

    private string? AgentName(YamlNode? node, string key) => Text(node, key, AgentNames.Rule, AgentNames.IsValid);

    private string? ToolName(YamlNode? node, string key) => Text(node, key, ToolNames.Rule, ToolNames.IsValid);

    private string? Text(YamlNode? node, string key, string rule, Func<string, bool> isValid)
    {
        if (node is null) return null;
        if (node is YamlScalar { IsNull: false } scalar && isValid(scalar.Text)) return scalar.Text;
        Fault(node, $"`{key}` {rule}, not {node.Kind}");
        return null;
    }

    private ImmutableArray<YamlNode> Items(YamlNode? node, string key)
    {
        if (node is YamlSequence sequence) return sequence.Items;
        if (node is not null) Fault(node, $"`{key}` must be a list, not {node.Kind}");
        return [];
    }

    private YamlMapping? Mapping(YamlNode node, string what, params string[] keys)
    {
        if (node is not YamlMapping mapping)
        {
            Fault(node, $"{what} must be a mapping with the keys {string.Join(", ", keys)}, not {node.Kind}");
            return null;
        }

        foreach (var (key, _) in mapping.Entries)
            if (!keys.Contains(key.Text)) Fault(key, $"unknown key {key.Kind} in {what}{Spelling.Suggest(key.Text, keys)}");
        return mapping;
    }

    private YamlNode? Required(YamlMapping mapping, string key)
    {
        var node = mapping.Find(key);
        if (node is null) Fault(mapping, $"key `{key}` is missing");
        return node;
    }

    private void Fault(YamlNode node, string message) => errors.Add(new PolicyError(file, node.Line, node.Column, message));
}
