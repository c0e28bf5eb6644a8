using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A rule made ready, with everything that does not depend on the call.</summary>
internal sealed class CompiledRule
{
    private readonly ImmutableArray<NameGlob> _agents;
    private readonly ImmutableArray<NameGlob> _groups;
    private readonly ImmutableArray<NameGlob> _roles;
    private readonly ImmutableArray<NameGlob> _tenants;
    private readonly ImmutableArray<NameGlob> _tools;
    private readonly ImmutableArray<NameGlob> _actions;
    private readonly ImmutableArray<NameGlob> _tenantsToTest;
    private readonly ImmutableArray<NameGlob> _toolsToTest;
    private readonly ImmutableArray<NameGlob> _actionsToTest;
    private readonly uint _classes;
    private readonly bool _isProvenCaller;

    public CompiledRule(int number, PolicyRule rule, string? tenant, int known)
    {
        Number = number;
        Rule = rule;
        Tenant = tenant;
        Known = known;
        When = ConditionCompiler.Compile(rule.When, rule.Effect);
        (_agents, _groups, _roles, _tenants) = (rule.Who.Agents, rule.Who.Groups, rule.Who.Roles, rule.Who.Tenants);
        (_tools, _actions) = (rule.What.Tools, rule.What.Actions);
        FoundBy = IndexedNames.Of(rule, tenant);
        _isProvenCaller = IsProvenBySubject(rule.Who);
        _tenantsToTest = IndexedNames.Rest(rule.Who.Tenants, FoundBy.Tenants);
        _toolsToTest = IndexedNames.Rest(rule.What.Tools, FoundBy.Tools);
        _actionsToTest = IndexedNames.Rest(rule.What.Actions, FoundBy.Actions);
        AcceptsUnknown = rule.AcceptsUnknown;
        IsPermit = rule.Effect == RuleEffect.Permit;
        IsEnforcedPermit = IsPermit && !rule.IsObserved;
        AlwaysSpeaks = !IsEnforcedPermit || rule.Catalog is not null;
        foreach (var toolClass in rule.What.Classes) _classes |= 1u << (int)toolClass;
        CatalogCheck = rule.Catalog is { } demand ? new CatalogCheck(rule.Id, demand) : null;
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

    public CompiledCondition When { get; }

    /// <summary>Gets the check that it demands; <see langword="null"/>: none.</summary>
    public CatalogCheck? CatalogCheck { get; }

    /// <summary>Gets the verdict where the rule is all that speaks, made once.</summary>
    public PolicyVerdict Allow { get; }

    /// <summary>Gets the same for a call that stands if a later stage fails; <see langword="null"/>: the rule says `on_error: deny`.</summary>
    public PolicyVerdict? AllowThatFailsOpen { get; }

    /// <summary>Gets a value indicating whether it must be looked at even if another permit applies, since it demands something or is to be recorded.</summary>
    public bool AlwaysSpeaks { get; }

    /// <summary>Gets a value indicating whether it permits, were it only for the record.</summary>
    public bool IsPermit { get; }

    /// <summary>Gets a value indicating whether it permits and is in force.</summary>
    public bool IsEnforcedPermit { get; }

    /// <summary>Gets a value indicating whether parameters that nobody names are accepted.</summary>
    public bool AcceptsUnknown { get; }

    /// <summary>Gets the names by which an index finds it.</summary>
    public IndexedNames FoundBy { get; }

    /// <summary>Says whether the rule speaks of a call by whose names the index found it.</summary>
    public bool CoversFound(in PolicyCall call, ToolClass toolClass) =>
        IsOfClass(toolClass)
        && (_isProvenCaller || IsForCaller(call))
        && Matches(_tenantsToTest, call.Tenant)
        && Matches(_toolsToTest, call.Tool)
        && Matches(_actionsToTest, call.Action);

    /// <summary>Says whether the rule speaks of a call, whatever its condition.</summary>
    public bool Covers(in PolicyCall call, ToolClass toolClass) =>
        IsOfClass(toolClass)
        && IsFor(call)
        && CoversTool(call)
        && Matches(_actions, call.Action);

    /// <summary>Says whether the rule speaks of the tool.</summary>
    public bool CoversTool(in PolicyCall call) => Matches(_tools, call.Tool);

    /// <summary>Says whether the rule speaks of whoever calls.</summary>
    public bool IsFor(in PolicyCall call) =>
        (Tenant is null || Tenant == call.Tenant)
        && IsForCaller(call)
        && Matches(_tenants, call.Tenant);

    /// <summary>Says whether finding a rule by a subject leaves nothing to test of the caller: it names one kind, and that exactly.</summary>
    private static bool IsProvenBySubject(Subject who) =>
        (who.Agents.Length > 0 ? 1 : 0) + (who.Groups.Length > 0 ? 1 : 0) + (who.Roles.Length > 0 ? 1 : 0) < 2
        && who.Agents.Concat(who.Groups).Concat(who.Roles).All(glob => glob.IsExact);

    private bool IsOfClass(ToolClass toolClass) => _classes == 0 || (_classes & (1u << (int)toolClass)) != 0;

    private bool IsForCaller(in PolicyCall call) =>
        Matches(_agents, call.Agent)
        && MatchesOne(_groups, call.Registration.Groups)
        && MatchesOne(_roles, call.Registration.Roles);

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
