using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Compares two policy sets, whose rules and declarations keep their names.</summary>
/// <param name="before">The old policies.</param>
/// <param name="after">The new policies.</param>
internal sealed class SetComparison(ImmutableArray<PolicyDocument> before, ImmutableArray<PolicyDocument> after)
{
    private readonly LayerChange _layers = new(before, after);
    private readonly ImmutableArray<PolicyDocument> _both = [.. before, .. after];

    /// <summary>Lists the changes.</summary>
    public ImmutableArray<PolicyChange> Compare() => [.. Narrowings(), .. Tools(), .. Detectors(), .. Profiles(), .. Rules()];

    private IEnumerable<PolicyChange> Narrowings()
    {
        var (old, current) = (before.ToDictionary(NameOf, StringComparer.Ordinal), after.ToDictionary(NameOf, StringComparer.Ordinal));
        foreach (var name in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var (earlier, later) = (old.GetValueOrDefault(name), current.GetValueOrDefault(name));
            var kind = earlier is null ? ChangeKind.Added : later is null ? ChangeKind.Removed : ChangeKind.Changed;
            if ((_layers.OfBase(earlier, later) ?? _layers.OfNarrowing(earlier, later)) is { } part) yield return new PolicyChange(kind, "policy", name, part.Effect, [part]);
        }
    }

    private IEnumerable<PolicyChange> Tools()
    {
        var classMatters = _both.SelectMany(document => document.Rules).Any(rule => !rule.What.Classes.IsEmpty);
        var (old, current) = (ToolsOf(before), ToolsOf(after));
        foreach (var name in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var (earlier, later) = (old.GetValueOrDefault(name), current.GetValueOrDefault(name));
            var parts = ToolChanges.Of(earlier, later, classMatters);
            var kind = earlier is null ? ChangeKind.Added : later is null ? ChangeKind.Removed : ChangeKind.Changed;
            if (kind != ChangeKind.Changed || !parts.IsEmpty) yield return new PolicyChange(kind, "tool", name, Effects.Sum(parts), parts);
        }
    }

    /// <summary>A profile that comes or goes does nothing by itself: rules demand it, and they come, go or change with it.</summary>
    private IEnumerable<PolicyChange> Profiles()
    {
        var (old, current) = (ProfilesOf(before), ProfilesOf(after));
        foreach (var name in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var (earlier, later) = (old.GetValueOrDefault(name), current.GetValueOrDefault(name));

            // The built-in one stands where it is demanded: nobody declares it, or takes it away.
            if ((earlier.Profile ?? later.Profile)!.Name == DlpProfile.DefaultName && (earlier.Profile is null || later.Profile is null)) continue;
            var kind = earlier.Profile is null ? ChangeKind.Added : later.Profile is null ? ChangeKind.Removed : ChangeKind.Changed;
            var parts = kind == ChangeKind.Changed ? ProfileChanges.Of(earlier.Profile!, later.Profile!, IsUsed(later.Profile!, later.Tenant)) : [];
            if (kind != ChangeKind.Changed || !parts.IsEmpty) yield return new PolicyChange(kind, "dlp_profile", name, Effects.Sum(parts), parts);
        }
    }

    /// <summary>A detector that comes or goes does nothing by itself, as a profile.</summary>
    private IEnumerable<PolicyChange> Detectors()
    {
        var (old, current) = (DetectorsOf(before), DetectorsOf(after));
        foreach (var name in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var (earlier, later) = (old.GetValueOrDefault(name), current.GetValueOrDefault(name));
            var kind = earlier is null ? ChangeKind.Added : later is null ? ChangeKind.Removed : ChangeKind.Changed;
            var isUsed = _both.SelectMany(document => document.DlpProfiles.Select(profile => (profile, document.Tenant))).Any(pair => pair.profile.Detectors.ContainsKey((later ?? earlier)!.Name) && IsUsed(pair.profile, pair.Tenant));
            var parts = kind == ChangeKind.Changed ? DetectorChanges.Of(earlier!, later!, isUsed) : [];
            if (kind != ChangeKind.Changed || !parts.IsEmpty) yield return new PolicyChange(kind, "dlp_detector", name, Effects.Sum(parts), parts);
        }
    }

    private static Dictionary<string, DlpDetector> DetectorsOf(ImmutableArray<PolicyDocument> documents) =>
        documents.SelectMany(document => document.DlpDetectors.Select(detector => (Name: document.Tenant is null ? detector.Name : $"{document.Tenant}/{detector.Name}", detector)))
            .DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.detector, StringComparer.Ordinal);

    private bool IsUsed(DlpProfile profile, string? tenant) => _both.Where(document => tenant is null || document.Tenant == tenant)
        .SelectMany(document => document.Rules).Any(rule => !rule.IsObserved && rule.Dlp?.Profile == profile.Name);

    private IEnumerable<PolicyChange> Rules()
    {
        var (old, current) = (RulesOf(before), RulesOf(after));
        foreach (var id in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var (earlier, later) = (old.GetValueOrDefault(id), current.GetValueOrDefault(id));
            if (Compare(earlier.Rule, later.Rule, earlier.Tenant ?? later.Tenant) is { } change) yield return change;
        }
    }

    private PolicyChange? Compare(PolicyRule? earlier, PolicyRule? later, string? tenant)
    {
        var rule = later ?? earlier!;
        var kind = earlier is null ? ChangeKind.Added : later is null ? ChangeKind.Removed : ChangeKind.Changed;
        var (parts, effect) = kind switch
        {
            ChangeKind.Added => (Observed(rule), RuleChanges.OfAdded(rule)),
            ChangeKind.Removed => (Observed(rule), RuleChanges.OfAdded(rule).Opposite()),
            _ => RuleChanges.Of(earlier!, later!, DeclarationsFor(earlier!, later!, tenant)),
        };
        if (kind == ChangeKind.Changed && parts.IsEmpty) return null;
        var versions = new[] { earlier, later }.OfType<PolicyRule>().Where(version => !version.IsObserved).ToList();
        foreach (var permit in versions.Where(version => version.Effect == RuleEffect.Permit))
        {
            if (effect == CallEffect.Same || AmongOthers(permit, tenant, effect) is not { } part || parts.Contains(part)) continue;

            // A permit that became a restriction still restricts, whatever its layer does.
            (parts, effect) = (parts.Add(part), versions.TrueForAll(version => version.Effect == RuleEffect.Permit) ? part.Effect : effect.And(part.Effect));
        }

        return new PolicyChange(kind, PolicyWords.Of(rule.Effect), rule.Id, effect, parts);
    }

    private static ImmutableArray<ChangePart> Observed(PolicyRule rule) => rule.IsObserved ? [new ChangePart("only observed", CallEffect.Same)] : [];

    /// <summary>Tells what a change of a permit does beyond the permit itself.</summary>
    private ChangePart? AmongOthers(PolicyRule permit, string? tenant, CallEffect effect)
    {
        if (_layers.Of(tenant) is { } layer) return layer;
        if (permit.Catalog is null || effect is not (CallEffect.Looser or CallEffect.Tighter)) return null;
        var other = _both.SelectMany(document => document.Rules.Select(rule => (Rule: rule, document.Tenant)))
            .FirstOrDefault(one => one.Rule is { Effect: RuleEffect.Permit, IsObserved: false } && one.Rule.Id != permit.Id && RuleScope.Overlap(one.Rule, one.Tenant, permit, tenant));
        return other.Rule is null ? null : new ChangePart($"its catalog check is demanded of calls that `{other.Rule.Id}` permits too", CallEffect.Both);
    }

    private List<ToolDeclaration> DeclarationsFor(PolicyRule earlier, PolicyRule later, string? tenant) =>
        [.. _both.Where(document => document.Tenant is null || document.Tenant == tenant).SelectMany(document => document.Tools)
            .Where(tool => DeclarationScope.Overlap(tool, earlier.What.Tools, earlier.What.Actions) || DeclarationScope.Overlap(tool, later.What.Tools, later.What.Actions))];

    private static string NameOf(PolicyDocument document) => document.Tenant is null ? document.Name : $"{document.Tenant}/{document.Name}";

    private static Dictionary<string, ToolDeclaration> ToolsOf(ImmutableArray<PolicyDocument> documents) =>
        documents.SelectMany(document => document.Tools.Select(tool => (document, tool)))
            .DistinctBy(pair => KeyOf(pair.document, pair.tool)).ToDictionary(pair => KeyOf(pair.document, pair.tool), pair => pair.tool, StringComparer.Ordinal);

    private static string KeyOf(PolicyDocument document, ToolDeclaration tool) =>
        $"{NameOf(document)}: {tool.Tool}{(tool.Actions.IsEmpty ? "" : $" ({string.Join(", ", CanonicalSets.Of(tool.Actions))})")}";

    private static Dictionary<string, (DlpProfile? Profile, string? Tenant)> ProfilesOf(ImmutableArray<PolicyDocument> documents) =>
        documents.SelectMany(document => document.DlpProfiles.Select(profile => (profile, document.Tenant)))
            .DistinctBy(pair => (pair.Tenant, pair.profile.Name)).ToDictionary(pair => pair.Tenant is null ? pair.profile.Name : $"{pair.Tenant}/{pair.profile.Name}", pair => ((DlpProfile?)pair.profile, pair.Tenant), StringComparer.Ordinal);

    private static Dictionary<string, (PolicyRule Rule, string? Tenant)> RulesOf(ImmutableArray<PolicyDocument> documents) =>
        documents.SelectMany(document => document.Rules.Select(rule => (rule, document.Tenant))).ToDictionary(pair => pair.rule.Id, pair => pair, StringComparer.Ordinal);
}
