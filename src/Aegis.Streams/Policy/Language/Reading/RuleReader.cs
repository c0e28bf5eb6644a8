using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads rules of nodes that have their shape.</summary>
/// <param name="context">The policy that they belong to.</param>
/// <param name="conditions">Reads conditions.</param>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
internal sealed class RuleReader(PolicyContext context, ConditionReader conditions, FaultList faults)
{
    private static readonly string[] CatalogKeys = ["price", "currency", "discount"];
    private static readonly TimeSpan MinExpires = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxExpires = TimeSpan.FromDays(30);

    /// <summary>Reads a rule.</summary>
    /// <param name="mapping">The rule.</param>
    /// <param name="defaults">What it has that it leaves out; <see langword="null"/>: nothing.</param>
    /// <returns>The rule.</returns>
    public PolicyRule Read(YamlMapping mapping, YamlMapping? defaults)
    {
        var id = (YamlScalar)mapping.Find("id")!;
        var effect = PolicyWords.ReadEffect(mapping.Text("effect")!);
        CheckEffect(mapping, effect);
        var when = ReadConditions(mapping, id);
        return new PolicyRule
        {
            Id = $"{context.Owner}/{id.Text}",
            Effect = effect,
            Who = ReadWho(Filled(mapping, defaults, "who")),
            What = ReadWhat(Filled(mapping, defaults, "what")),
            When = when,
            Accepts = mapping.Paths("accepts"),
            AcceptsUnknown = mapping.Says("unknown_parameters", PolicyWords.Allow),
            IsObserved = context.IsObserved || mapping.Says("mode", PolicyWords.Observe),
            Catalog = effect == RuleEffect.Permit && mapping.Find("catalog") is YamlMapping catalog ? ReadCatalog(catalog) : null,
            Dlp = effect == RuleEffect.Sanitize && mapping.Find("dlp") is YamlMapping dlp ? new DlpDemand(dlp.Text("profile")!, dlp.Paths("parameters")) : null,
            Approval = effect == RuleEffect.RequireApproval ? ReadApproval(Filled(mapping, defaults, "approval")) : null,
            FailsOpen = mapping.Says("on_error", PolicyWords.Allow),
            Code = mapping.Text("code") is { } code ? PolicyWords.CodePrefix + code : null,
            Message = mapping.Text("message") ?? defaults?.Text("message"),
            Hint = mapping.Text("hint") ?? defaults?.Text("hint"),
            Docs = mapping.Text("docs") ?? context.Docs,
            Place = context.PlaceOf(id),
        };
    }

    private static YamlMapping? Filled(YamlMapping mapping, YamlMapping? defaults, string key) => (mapping.Find(key) ?? defaults?.Find(key)) as YamlMapping;

    private void CheckEffect(YamlMapping mapping, RuleEffect effect)
    {
        foreach (var (key, _) in mapping.Entries)
        {
            var owner = key.Text switch
            {
                "accepts" or "unknown_parameters" or "catalog" or "on_error" => RuleEffect.Permit,
                "dlp" => RuleEffect.Sanitize,
                "approval" => RuleEffect.RequireApproval,
                _ => effect,
            };
            if (owner != effect) faults.Add(key, $"`{key.Text}` belongs to `effect: {PolicyWords.Of(owner)}`, and this rule has `{PolicyWords.Of(effect)}`", "remove it");
        }

        if (effect == RuleEffect.Sanitize && mapping.Find("dlp") is null) faults.Add(mapping.Find("effect")!, "`effect: sanitize` needs `dlp`", "add `dlp: {profile: ...}`");
    }

    private Condition ReadConditions(YamlMapping mapping, YamlScalar id)
    {
        var parts = conditions.ReadAll(mapping.Items("when")).ToList();
        if (mapping.Find("unless") is not null) parts.Add(new Not(ConditionForm.Any(conditions.ReadAll(mapping.Items("unless")))));
        var when = ConditionForm.All(parts);
        ConditionBounds.Check(id, $"rule `{id.Text}`", when, faults);
        return when;
    }

    private Subject ReadWho(YamlMapping? mapping)
    {
        if (mapping is null) return Subject.Anybody;
        if (context.Tenant is { } tenant && mapping.Entries.FirstOrDefault(entry => entry.Key.Text == "tenants").Key is { } key)
            faults.Add(key, $"`tenants` in a policy of tenant `{tenant}`: all its rules speak of that tenant alone", "remove it");
        return new Subject
        {
            Agents = mapping.Globs("agents"),
            Groups = mapping.Globs("groups"),
            Roles = mapping.Globs("roles"),
            Tenants = mapping.Globs("tenants"),
        };
    }

    private static Target ReadWhat(YamlMapping? mapping) => mapping is null ? Target.Anything : new Target
    {
        Tools = mapping.Globs("tools"),
        Actions = mapping.Globs("actions"),
        Classes = CanonicalSets.Of(mapping.Texts("class").Select(PolicyWords.ReadClass)),
    };

    private CatalogDemand ReadCatalog(YamlMapping mapping)
    {
        var optional = mapping.Texts("optional").ToList();
        var demand = new CatalogDemand(mapping.Path("sku")!)
        {
            Price = mapping.Path("price"),
            Currency = mapping.Path("currency"),
            Discount = mapping.Path("discount"),
            IsPriceOptional = optional.Contains("price"),
            IsCurrencyOptional = optional.Contains("currency"),
            IsDiscountOptional = optional.Contains("discount"),
        };
        var items = Items(demand.Sku);
        if (demand.Sku.Steps.Count(step => step.IsEachItem) > 1) faults.Add(mapping.Find("sku")!, "`sku` may have one `[*]`", "check nested items in a catalog of their own");
        foreach (var key in CatalogKeys)
        {
            if (mapping.Path(key) is not { } path || Items(path).SequenceEqual(items)) continue;
            faults.Add(mapping.Find(key)!, items.IsEmpty ? $"`{key}` must be a single parameter, as `sku` is" : $"`{key}` must be in the same array as `sku`, as in `{ParameterPath.Of(items)}.{key}`");
        }

        foreach (var key in optional.Where(key => mapping.Find(key) is null))
            faults.Add(mapping.Find("optional")!, $"`optional` names `{key}`, which this catalog check does not look at", $"add `{key}: PARAMETER`, or leave it out here");
        return demand;
    }

    private ApprovalDemand ReadApproval(YamlMapping? mapping)
    {
        var usual = ApprovalDemand.Default;
        if (mapping is null) return usual;
        var expires = mapping.Duration("expires") ?? usual.Expires;
        if (expires < MinExpires || expires > MaxExpires) faults.Add(mapping.Find("expires")!, "`expires` must be from PT1M to P30D");
        return new ApprovalDemand(mapping.Text("group") ?? usual.Group, expires, mapping.Integer("quorum") ?? usual.Quorum);
    }

    /// <summary>Gets the steps up to the last `[*]`.</summary>
    private static ImmutableArray<PathStep> Items(ParameterPath path) => path.Steps[..(path.Steps.LastIndexOf(PathStep.EachItem) + 1)];
}
