using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Checks that tenants narrow the base and never widen it: each permit of a layer must provably lie within an enforced permit of the base, if there
/// is a base at all. The engine demands both permits anyhow; the check tells authors before a call is denied.
/// </summary>
/// <param name="errors">Takes the faults.</param>
internal sealed class LayerCheck(ICollection<PolicyError> errors)
{
    /// <summary>Checks policies.</summary>
    /// <param name="documents">All policies of a set.</param>
    public void Check(ImmutableArray<PolicyDocument> documents)
    {
        if (!documents.Any(document => document.Tenant is null)) return;
        var permits = documents.Where(document => document.Tenant is null).SelectMany(document => document.Rules)
            .Where(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false }).ToList();
        if (permits.Count == 0)
        {
            RefuseAll(documents);
            return;
        }

        var tools = documents.Where(document => document.Tenant is null).SelectMany(document => document.Tools).ToImmutableArray();
        var byTool = permits.SelectMany(permit => KeysOf(permit).Select(key => (key, permit))).ToLookup(pair => pair.key, pair => pair.permit);
        var ownTools = documents.Where(document => document.Tenant is not null).SelectMany(document => document.Tools.Select(tool => (document.Tenant, tool))).ToLookup(pair => pair.Tenant!, pair => pair.tool, StringComparer.Ordinal);
        foreach (var document in documents.Where(document => document.Tenant is not null))
        {
            foreach (var rule in document.Rules.Where(rule => rule.Effect == RuleEffect.Permit))
            {
                var candidates = KeysOf(rule).Append("").Distinct().SelectMany(key => byTool[key]).Distinct().ToList();
                Check(rule, document.Tenant!, candidates.Count > 0 ? candidates : permits, tools, [.. ownTools[document.Tenant!]]);
            }
        }
    }

    /// <summary>Refuses the permits that a base without any leaves nothing to permit; those that are only observed promise nothing.</summary>
    private void RefuseAll(ImmutableArray<PolicyDocument> documents)
    {
        foreach (var permit in documents.Where(document => document.Tenant is not null).SelectMany(document => document.Rules).Where(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false }))
            Add(permit, "the base, which permits nothing; let the base permit it first");
    }

    /// <summary>A permit for exact tools can only lie within one that names them or that has a wildcard.</summary>
    private static IEnumerable<string> KeysOf(PolicyRule rule) =>
        rule.What.Tools.IsEmpty || rule.What.Tools.Any(tool => !tool.IsExact) ? [""] : rule.What.Tools.Select(tool => tool.Text);

    private void Check(PolicyRule permit, string tenant, List<PolicyRule> candidates, ImmutableArray<ToolDeclaration> tools, ImmutableArray<ToolDeclaration> ownTools)
    {
        PermitGap? closest = null;
        foreach (var candidate in candidates)
        {
            var gap = PermitComparison.Compare(permit, tenant, candidate, tools, ownTools);
            if (gap is null) return;
            if (closest is null || gap.Rank > closest.Rank) closest = gap;
        }

        Add(permit, $"the base: {closest!.Reason} of `{closest.Base.Id}`, the closest permit there; narrow it");
    }

    private void Add(PolicyRule permit, string text) =>
        errors.Add(new PolicyError(permit.Place.File, permit.Place.Line, permit.Place.Column, $"permit `{permit.Id}` reaches beyond {text}"));
}
