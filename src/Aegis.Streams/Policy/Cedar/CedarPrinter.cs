using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// Prints policies as Cedar (https://docs.cedarpolicy.com), for engines that decide on a context of <see cref="CedarContext"/>. What Cedar
/// cannot say exactly is refused rule by rule; nothing is approximated.
/// </summary>
public static class CedarPrinter
{
    /// <summary>Prints policies. Observed rules are left out: they never count.</summary>
    /// <param name="documents">The policies of the base and of the tenants' layers.</param>
    /// <returns>The policy sets, and the rules that are not in them.</returns>
    public static CedarExport Print(IEnumerable<PolicyDocument> documents)
    {
        var all = documents.ToList();
        var rules = new CedarRules(all);
        var hasBase = all.Any(document => document.Tenant is null);
        var sets = Enum.GetValues<RuleEffect>().ToDictionary(effect => effect, _ => ImmutableArray.CreateBuilder<CedarPolicy>());
        foreach (var document in all)
        {
            foreach (var rule in document.Rules.Where(rule => !rule.IsObserved))
            {
                // Under a base the permits of a layer do not permit; the layer's own forbid asks for one of them.
                if (rule.Effect == RuleEffect.Permit && document.Tenant is not null && hasBase) continue;
                if (rules.Print(rule, document.Tenant) is { } policy) sets[rule.Effect].Add(policy);
            }
        }

        if (hasBase)
            foreach (var layer in all.Where(document => document.IsNarrowing).GroupBy(document => document.Tenant!))
                sets[RuleEffect.Forbid].Add(rules.PrintLayer(layer.Key, [.. layer]));

        return new CedarExport
        {
            Permissions = [.. sets[RuleEffect.Permit], .. sets[RuleEffect.Forbid]],
            Approvals = sets[RuleEffect.RequireApproval].ToImmutable(),
            Sanitizations = sets[RuleEffect.Sanitize].ToImmutable(),
            Refusals = [.. rules.Refusals],
        };
    }
}
