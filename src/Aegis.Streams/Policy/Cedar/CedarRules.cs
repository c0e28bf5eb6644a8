using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>Says rules, and notes those that Cedar cannot say.</summary>
/// <param name="documents">All policies, for what they declare of tools.</param>
internal sealed class CedarRules(IReadOnlyCollection<PolicyDocument> documents)
{
    private readonly CedarTools _tools = new(documents);

    public List<ExportRefusal> Refusals { get; } = [];

    /// <summary>Prints one rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="tenant">The tenant whose layer it is in; <see langword="null"/>: the base.</param>
    /// <returns>The policy; <see langword="null"/>: Cedar cannot say it.</returns>
    public CedarPolicy? Print(PolicyRule rule, string? tenant)
    {
        var reasons = new List<string>();
        var target = Target(rule, tenant, reasons.Add);
        var condition = rule.Effect == RuleEffect.Permit
            ? PermitCondition(rule, tenant, reasons.Add)
            : CedarText.Not(new CedarCondition(reasons.Add).IsFalse(rule.When, isFavourable: false));
        if (reasons.Count > 0)
        {
            Refusals.Add(new ExportRefusal(rule.Id, reasons[0]));
            return null;
        }

        return Policy(rule.Id, rule.Effect == RuleEffect.Forbid ? "forbid" : "permit", [target, condition]);
    }

    /// <summary>Prints that calls of a tenant, as far as its layer narrows them, need a permit of the layer too.</summary>
    public CedarPolicy PrintLayer(string tenant, IReadOnlyCollection<PolicyDocument> narrowing)
    {
        var id = $"layer:{tenant}";
        var scopes = narrowing.Select(document => document.Narrows.IsEmpty ? CedarText.True : Agents(document));
        var permits = narrowing.SelectMany(document => document.Rules).Where(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false }).Select(rule =>
        {
            var reasons = new List<string>();
            var permit = CedarText.And(Target(rule, tenant, reasons.Add), PermitCondition(rule, tenant, reasons.Add));
            if (reasons.Count == 0) return permit;
            Refusals.Add(new ExportRefusal(rule.Id, reasons[0]));
            return CedarText.False;
        });
        var scope = CedarText.And(CedarTools.OfTenant(tenant), CedarText.Or(scopes));
        return Policy(id, "forbid", [scope, CedarText.Not(CedarText.Or(permits.ToList()))]);

        string Agents(PolicyDocument document)
        {
            if (CedarGlob.TryMatchAny("context.agent", document.Narrows) is { } agents) return agents;
            Refusals.Add(new ExportRefusal(id, CedarGlob.Refusal));
            return CedarText.True;
        }
    }

    private static CedarPolicy Policy(string id, string effect, IEnumerable<string> conditions)
    {
        var lines = conditions.Where(condition => condition != CedarText.True).Select(condition => $"\nwhen {{ {condition} }}");
        return new CedarPolicy(id, $"@id({CedarText.Quote(id)})\n{effect} (principal, action, resource){string.Concat(lines)};\n");
    }

    private string PermitCondition(PolicyRule rule, string? tenant, Action<string> refuse)
    {
        if (rule.Catalog is not null) refuse("Cedar knows no catalog");
        var condition = new CedarCondition(refuse).IsTrue(rule.When, isFavourable: true);
        return rule.AcceptsUnknown
            ? condition
            : CedarText.And(condition, _tools.KnowsParameters(rule, [.. ConditionPaths.Of(rule.When), .. rule.Accepts], tenant, refuse));
    }

    private string Target(PolicyRule rule, string? tenant, Action<string> refuse) => CedarText.And(
        CedarTools.OfTenant(tenant),
        Names("context.agent", rule.Who.Agents, refuse),
        Names("context.tenant", rule.Who.Tenants, refuse),
        Members("context.groups", rule.Who.Groups, refuse),
        Members("context.roles", rule.Who.Roles, refuse),
        Names("context.tool", rule.What.Tools, refuse),
        Names("context.action", rule.What.Actions, refuse),
        rule.What.Classes.IsEmpty ? CedarText.True : _tools.HasClass(rule.What.Classes, tenant, refuse));

    private static string Names(string subject, IReadOnlyCollection<NameGlob> globs, Action<string> refuse)
    {
        if (globs.Count == 0) return CedarText.True;
        if (CedarGlob.TryMatchAny(subject, globs) is { } match) return match;
        refuse(CedarGlob.Refusal);
        return CedarText.False;
    }

    private static string Members(string set, IReadOnlyCollection<NameGlob> globs, Action<string> refuse)
    {
        if (globs.Count == 0) return CedarText.True;
        if (globs.Any(glob => glob.IsAny)) return $"!({set}.isEmpty())";
        if (globs.All(glob => glob.IsExact)) return $"{set}.containsAny({CedarText.Set(globs.Select(glob => glob.Text))})";
        refuse("Cedar has no patterns for the members of a set");
        return CedarText.False;
    }
}
