using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Policy;

/// <summary>
/// Computes the revision of a policy set: SHA-256 over its rules, one a line, in ordinal order. Names hold no white space
/// and numbers have one spelling, so two sets with one text mean the same.
/// </summary>
internal static class PolicyRevision
{
    public const string Header = "aegis-policy-v1";

    public static string Of(IEnumerable<AgentPolicy> policies) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(policies))));

    public static string Text(IEnumerable<AgentPolicy> policies) => $"{Header}\n{string.Concat(policies.SelectMany(Lines).Order(StringComparer.Ordinal))}";

    private static IEnumerable<string> Lines(AgentPolicy policy)
    {
        var agent = $"{policy.Tenant ?? "*"} {policy.Agent}";
        return policy.Rules.Select(rule => $"rule {agent} {Line(rule)}\n").Prepend($"agent {agent}\n");
    }

    private static string Line(PolicyRule rule)
    {
        var limit = rule.Conditions.MaxDiscountPercent?.ToString() ?? "-";
        return string.Create(CultureInfo.InvariantCulture, $"{rule.Tool} {rule.Action} {limit} {(rule.Conditions.RequireCanonicalSku ? "sku" : "-")}");
    }
}
