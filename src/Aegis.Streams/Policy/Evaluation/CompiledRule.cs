using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A rule made ready, with everything that does not depend on the call.</summary>
internal sealed class CompiledRule
{
    private readonly byte _classes;
    private CompiledCondition? _when;

    /// <summary>Initializes a rule.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="tenant">The tenant whose layer it is in; <see langword="null"/>: it is in the base.</param>
    /// <param name="known">The trie of the parameters that it knows.</param>
    /// <param name="guards">What is simple of its condition.</param>
    /// <param name="profiles">Finds profiles of redaction.</param>
    public CompiledRule(int number, PolicyRule rule, string? tenant, int known, GuardRange guards, ProfileTable profiles)
    {
        (Number, Rule, Tenant, Known) = (number, rule, tenant, known);
        FoundBy = IndexedNames.Of(rule, tenant);
        foreach (var toolClass in rule.What.Classes) _classes |= (byte)(1 << (int)toolClass);
        if (_classes == 0) _classes = byte.MaxValue;
        Row = new RuleRow(number, guards.First, guards.Count, _classes, TraitsOf(rule, tenant, guards.AreWhole));

        // Guards that say all are asked instead; the condition is then made when somebody wants to know why.
        if (!guards.AreWhole) _when = ConditionCompiler.Compile(rule.When, rule.Effect);
        CatalogCheck = rule.Catalog is { } demand ? new CatalogCheck(rule.Id, demand) : null;
        DlpCheck = rule.Dlp is { } dlp ? new DlpCheck(rule.Id, dlp, profiles.Find(tenant, dlp.Profile)) : null;
        if (!IsEnforcedPermit) return;
        Allow = PolicyVerdict.Allow(rule, CatalogCheck);
        AllowThatFailsOpen = rule.FailsOpen ? Allow with { FailsOpen = true } : null;
    }

    /// <summary>Gets its place among the rules of the set in the order of their ids.</summary>
    public int Number { get; }

    public PolicyRule Rule { get; }

    /// <summary>Gets the tenant whose layer the rule is in; <see langword="null"/>: it is in the base.</summary>
    public string? Tenant { get; }

    /// <summary>Gets the trie of the parameters that it knows.</summary>
    public int Known { get; }

    /// <summary>Gets the condition.</summary>
    public CompiledCondition When => _when ??= ConditionCompiler.Compile(Rule.When, Rule.Effect);

    /// <summary>Gets the check that it demands; <see langword="null"/>: none.</summary>
    public CatalogCheck? CatalogCheck { get; }

    /// <summary>Gets the redaction that it demands; <see langword="null"/>: none.</summary>
    public DlpCheck? DlpCheck { get; }

    /// <summary>Gets the verdict where the rule is all that speaks, made once; <see langword="null"/>: it is no permit in force.</summary>
    public PolicyVerdict? Allow { get; }

    /// <summary>Gets the same for a call that stands if a later stage fails; <see langword="null"/>: the rule says `on_error: deny`.</summary>
    public PolicyVerdict? AllowThatFailsOpen { get; }

    /// <summary>Gets a value indicating whether it permits and is in force.</summary>
    public bool IsEnforcedPermit => Row.Is(RuleTraits.Permits | RuleTraits.IsEnforced);

    /// <summary>Gets a value indicating whether parameters that nobody names are accepted.</summary>
    public bool AcceptsUnknown => Row.Is(RuleTraits.AcceptsUnknown);

    /// <summary>Gets the names by which an index finds it.</summary>
    public IndexedNames FoundBy { get; }

    /// <summary>Gets how an index keeps it, as if its names were proof.</summary>
    public RuleRow Row { get; }

    /// <summary>Says whether the rule speaks of a call, whatever its condition.</summary>
    public bool Covers(in PolicyCall call, ToolClass toolClass) => (_classes & (1 << (int)toolClass)) != 0 && IsFor(call) && CoversTarget(call);

    /// <summary>Says whether the rule speaks of the tool and action.</summary>
    public bool CoversTarget(in PolicyCall call) => CoversTool(call) && Matches(Rule.What.Actions, call.Action);

    /// <summary>Says whether the rule speaks of the tool.</summary>
    public bool CoversTool(in PolicyCall call) => Matches(Rule.What.Tools, call.Tool);

    /// <summary>Says whether the rule speaks of whoever calls.</summary>
    public bool IsFor(in PolicyCall call) =>
        (Tenant is null || Tenant == call.Tenant)
        && Matches(Rule.Who.Agents, call.Agent)
        && MatchesOne(Rule.Who.Groups, call.Registration.Groups)
        && MatchesOne(Rule.Who.Roles, call.Registration.Roles)
        && Matches(Rule.Who.Tenants, call.Tenant);

    private static RuleTraits TraitsOf(PolicyRule rule, string? tenant, bool isGuardedWhole)
    {
        var traits = isGuardedWhole ? RuleTraits.IsGuardedWhole : RuleTraits.None;
        if (rule.Effect == RuleEffect.Permit) traits |= RuleTraits.Permits;
        if (!rule.IsObserved) traits |= RuleTraits.IsEnforced;
        if (rule.AcceptsUnknown) traits |= RuleTraits.AcceptsUnknown;
        if (tenant is not null) traits |= RuleTraits.IsOfLayer;
        if (rule.Effect != RuleEffect.Permit || rule.IsObserved || rule.Catalog is not null) traits |= RuleTraits.AlwaysSpeaks;
        if (rule is { Effect: RuleEffect.Permit, IsObserved: false, FailsOpen: true }) traits |= RuleTraits.FailsOpen;
        return IsProvenBySubject(rule.Who) ? traits | RuleTraits.IsProvenByIndex : traits;
    }

    /// <summary>Says whether finding a rule by a subject leaves nothing to test of the caller: it names one kind, and that exactly.</summary>
    private static bool IsProvenBySubject(Subject who) =>
        (who.Agents.IsEmpty ? 0 : 1) + (who.Groups.IsEmpty ? 0 : 1) + (who.Roles.IsEmpty ? 0 : 1) < 2
        && AreExact(who.Agents) && AreExact(who.Groups) && AreExact(who.Roles);

    private static bool AreExact(ImmutableArray<NameGlob> globs)
    {
        foreach (var glob in globs)
            if (!glob.IsExact) return false;
        return true;
    }

    private static bool Matches(ImmutableArray<NameGlob> globs, string name)
    {
        if (globs.IsEmpty) return true;
        foreach (var glob in globs)
            if (glob.Matches(name)) return true;
        return false;
    }

    private static bool MatchesOne(ImmutableArray<NameGlob> globs, ImmutableArray<string> names)
    {
        if (globs.IsEmpty) return true;
        foreach (var name in names)
            if (Matches(globs, name)) return true;
        return false;
    }
}
