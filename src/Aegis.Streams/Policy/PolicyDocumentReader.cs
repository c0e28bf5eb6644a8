using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy;

/// <summary>Reads one YAML document in the short form of policy: an agent and its allowed tools.</summary>
internal sealed class PolicyDocumentReader(string file, ICollection<PolicyError> errors)
{
    private static readonly ExactDecimal MaxPercent = ExactDecimal.FromMinorUnits(100, 0);

    private readonly YamlExpectations _expect = new(fault => errors.Add(PolicyError.From(file, fault)));

    /// <summary>Reads a document.</summary>
    /// <param name="root">Its root.</param>
    /// <returns>The policy; <see langword="null"/>: it has faults, which are among the errors.</returns>
    public AgentPolicy? Read(YamlNode root)
    {
        var before = errors.Count;
        if (_expect.Mapping(root, "a policy", "agent", "tenant", "allowed_tools") is not { } document) return null;
        var agent = AgentName(_expect.Required(document, "agent"), "agent");
        var tenant = document.Find("tenant") is { } node ? AgentName(node, "tenant") : null;
        var owner = tenant is null ? agent : $"{tenant}/{agent}";
        var rules = ReadTools(_expect.Required(document, "allowed_tools"), owner);
        return errors.Count == before ? new AgentPolicy(tenant, agent!, rules) : null;
    }

    private ImmutableArray<PolicyRule> ReadTools(YamlNode? node, string? owner)
    {
        var rules = ImmutableArray.CreateBuilder<PolicyRule>();
        var taken = new HashSet<(string?, string?)>();
        foreach (var item in _expect.Items(node, "allowed_tools"))
        {
            if (_expect.Mapping(item, "an allowed tool", "name", "actions", "conditions") is not { } tool) continue;
            var name = ToolName(_expect.Required(tool, "name"), "name");
            var conditions = tool.Find("conditions") is { } found ? ReadConditions(found) : RuleConditions.None;
            var actions = _expect.Required(tool, "actions");
            if (actions is YamlSequence { Items.IsEmpty: true }) _expect.Fault(actions, "`actions` is empty; list the actions that are allowed, or remove the tool");
            foreach (var entry in _expect.Items(actions, "actions"))
            {
                if (ToolName(entry, "actions") is not { } action) continue;
                if (!taken.Add((name, action))) _expect.Fault(entry, $"action `{action}` of tool `{name}` was allowed before; one rule must speak for it");
                else if (name is not null) rules.Add(new PolicyRule($"{owner}/{name}/{action}", name, action, conditions));
            }
        }

        return rules.ToImmutable();
    }

    private RuleConditions ReadConditions(YamlNode node)
    {
        if (_expect.Mapping(node, "conditions", "max_discount_percent", "require_canonical_sku") is not { } conditions) return RuleConditions.None;
        var limit = conditions.Find("max_discount_percent");
        var sku = conditions.Find("require_canonical_sku");
        return new RuleConditions(limit is null ? null : Percent(limit), sku is not null && Truth(sku));
    }

    private ExactDecimal? Percent(YamlNode node)
    {
        if (node is YamlScalar { Type: ScalarType.Number } scalar
            && ExactDecimal.TryParse(Encoding.UTF8.GetBytes(scalar.Text), out var value)
            && !value.IsNegative && value <= MaxPercent)
        {
            return value;
        }

        _expect.Fault(node, $"`max_discount_percent` must be a number from 0 to 100 without quotes, not {node.Kind}");
        return null;
    }

    private bool Truth(YamlNode node)
    {
        if (node is YamlScalar { Type: ScalarType.Boolean } scalar) return scalar.Text == "true";
        _expect.Fault(node, $"`require_canonical_sku` must be true or false, not {node.Kind}");
        return false;
    }

    private string? AgentName(YamlNode? node, string key) => _expect.Text(node, key, AgentNames.Rule, AgentNames.IsValid);

    private string? ToolName(YamlNode? node, string key) => _expect.Text(node, key, ToolNames.Rule, ToolNames.IsValid);
}
