using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Policy;

/// <summary>The canonical text of a policy set, whose SHA-256 is its revision: what is published.</summary>
public static class PolicyText
{
    /// <summary>Writes a set.</summary>
    /// <param name="policy">The set.</param>
    /// <returns>The text in UTF-8.</returns>
    public static byte[] Write(PolicySnapshot policy) => Encoding.UTF8.GetBytes(PolicyRevision.Text(policy.Policies));

    /// <summary>Makes a set of a text.</summary>
    /// <param name="content">The text.</param>
    /// <returns>The set, or why there is none.</returns>
    public static PolicyCompilation Compile(ReadOnlyMemory<byte> content)
    {
        var lines = Encoding.UTF8.GetString(content.Span).Split('\n');
        if (lines[0] != PolicyRevision.Header || lines[^1].Length > 0) return new PolicyCompilation(null, "it does not start as the text of a policy set does");
        var policies = new Dictionary<(string?, string), List<PolicyRule>>();
        for (var i = 1; i < lines.Length - 1; i++)
            if (!TryRead(lines[i].Split(' '), policies)) return new PolicyCompilation(null, $"line {i + 1} is no policy");
        return new PolicyCompilation(new PolicySnapshot(policies.Select(pair => new AgentPolicy(pair.Key.Item1, pair.Key.Item2, [.. pair.Value]))), null);
    }

    private static bool TryRead(string[] words, Dictionary<(string?, string), List<PolicyRule>> policies)
    {
        if (words.Length < 3) return false;
        var (tenant, agent) = (words[1] == "*" ? null : words[1], words[2]);
        if ((tenant is not null && !AgentNames.IsValid(tenant)) || !AgentNames.IsValid(agent)) return false;
        if (words is ["agent", _, _]) return policies.TryAdd((tenant, agent), []);
        if (words is not ["rule", _, _, var tool, var action, var limit, "sku" or "-"]) return false;
        ExactDecimal percent = default;
        if (!ToolNames.IsValid(tool) || !ToolNames.IsValid(action) || (limit != "-" && !ExactDecimal.TryParse(Encoding.ASCII.GetBytes(limit), out percent))) return false;
        if (!policies.TryGetValue((tenant, agent), out var rules)) return false;
        var id = $"{(tenant is null ? "" : $"{tenant}/")}{agent}/{tool}/{action}";
        rules.Add(new PolicyRule(id, tool, action, new RuleConditions(limit == "-" ? null : percent, words[6] == "sku")));
        return true;
    }
}
