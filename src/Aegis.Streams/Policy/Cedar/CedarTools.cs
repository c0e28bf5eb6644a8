using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>Says what policy declares of the tools that calls are for.</summary>
/// <param name="documents">The policies with the declarations.</param>
internal sealed class CedarTools(IReadOnlyCollection<PolicyDocument> documents)
{
    /// <summary>More declarations that may or may not match would need more than eight cases.</summary>
    private const int MaxUncertain = 3;

    private readonly List<(string? Tenant, ToolDeclaration Declaration)> _declarations =
        [.. documents.SelectMany(document => document.Tools.Select(tool => (document.Tenant, tool)))];

    /// <summary>
    /// Says that the class of a call is one of these: the strictest that the base declares, else, for a rule of a layer, the strictest that the
    /// layer declares, else the claimed one.
    /// </summary>
    /// <param name="classes">The classes.</param>
    /// <param name="tenant">The tenant whose layer the rule is in; <see langword="null"/>: the base, for which a layer's declarations do not count.</param>
    /// <param name="refuse">Takes the reason why Cedar cannot say it.</param>
    public string HasClass(IReadOnlyCollection<ToolClass> classes, string? tenant, Action<string> refuse)
    {
        var ofBase = Declared(_declarations.Where(item => item.Tenant is null), refuse);
        var ofLayer = Declared(_declarations.Where(item => item.Tenant is not null && item.Tenant == tenant), refuse);
        return CedarText.Or(classes.Select(value => CedarText.Or(
            ofBase.Is(value),
            CedarText.And(ofBase.IsSilent, CedarText.Or(ofLayer.Is(value), CedarText.And(ofLayer.IsSilent, IsClaimed(value)))))));
    }

    /// <summary>Says that a permit knows all parameters of a call.</summary>
    /// <param name="rule">The permit.</param>
    /// <param name="named">The parameters that it names itself.</param>
    /// <param name="tenant">The tenant whose layer the permit is in; <see langword="null"/>: the base, which a tenant's declarations do not widen.</param>
    /// <param name="refuse">Takes the reason why Cedar cannot say it.</param>
    public string KnowsParameters(PolicyRule rule, IReadOnlyCollection<ParameterPath> named, string? tenant, Action<string> refuse)
    {
        var certain = new List<ToolDeclaration>();
        var uncertain = new List<(string Matches, ToolDeclaration Declaration)>();
        foreach (var (owner, declaration) in _declarations.Where(item => item.Tenant is null || item.Tenant == tenant))
        {
            var matches = Matches(declaration, refuse);
            if (IsImplied(rule.What, declaration) || matches == CedarText.True) certain.Add(declaration);
            else if (CanMatch(rule.What, declaration)) uncertain.Add((matches, declaration));
        }

        if (uncertain.Count > MaxUncertain)
        {
            refuse($"more than {MaxUncertain} declarations of tools may say which parameters are known");
            return CedarText.False;
        }

        var cases = Enumerable.Range(0, 1 << uncertain.Count).Select(choice =>
        {
            var conditions = uncertain.Select((item, i) => (choice & (1 << i)) != 0 ? item.Matches : CedarText.Not(item.Matches));
            var matching = certain.Concat(uncertain.Where((_, i) => (choice & (1 << i)) != 0).Select(item => item.Declaration)).ToList();
            return CedarText.And([.. conditions, Knows(named, matching)]);
        });
        return CedarText.Or(cases);
    }

    private static string Knows(IEnumerable<ParameterPath> named, List<ToolDeclaration> matching) => matching.Any(declaration => declaration.AcceptsUnknown)
        ? CedarText.True
        : new CedarKnownNames(named.Concat(matching.SelectMany(declaration => declaration.Parameters))).CoverCall();

    private static string Matches(ToolDeclaration declaration, Action<string> refuse)
    {
        var tool = CedarGlob.TryMatchAny("context.tool", [declaration.Tool]);
        var action = declaration.Actions.IsEmpty ? CedarText.True : CedarGlob.TryMatchAny("context.action", declaration.Actions);
        if (tool is not null && action is not null) return CedarText.And(tool, action);
        refuse(CedarGlob.Refusal);
        return CedarText.False;
    }

    /// <summary>Says whether every call that a rule speaks of is one that a declaration speaks of.</summary>
    private static bool IsImplied(Target what, ToolDeclaration declaration) =>
        IsImplied(what.Tools, [declaration.Tool]) && (declaration.Actions.IsEmpty || IsImplied(what.Actions, declaration.Actions));

    private static bool IsImplied(IReadOnlyCollection<NameGlob> names, IReadOnlyCollection<NameGlob> globs) =>
        names.Count > 0 && names.All(name => name.IsExact && globs.Any(glob => glob.Matches(name.Text)));

    private static bool CanMatch(Target what, ToolDeclaration declaration) =>
        CanMatch(what.Tools, [declaration.Tool]) && (declaration.Actions.IsEmpty || CanMatch(what.Actions, declaration.Actions));

    private static bool CanMatch(IReadOnlyCollection<NameGlob> names, IReadOnlyCollection<NameGlob> globs) =>
        names.Count == 0 || names.Any(name => globs.Any(glob => !(name.IsExact || glob.IsExact) || name.Matches(glob.Text) || glob.Matches(name.Text)));

    private static string IsClaimed(ToolClass value) => value switch
    {
        ToolClass.Write => "context.class == \"write\"",
        ToolClass.Read => "context.class == \"read\"",
        _ => CedarText.False,
    };

    private static CedarToolClass Declared(IEnumerable<(string? Tenant, ToolDeclaration Declaration)> declarations, Action<string> refuse)
    {
        var all = declarations.ToList();
        return new CedarToolClass(Says(ToolClass.Expensive), Says(ToolClass.Write), Says(ToolClass.Read));

        string Says(ToolClass value) => CedarText.Or(all
            .Where(item => item.Declaration.Class == value)
            .Select(item => CedarText.And(OfTenant(item.Tenant), Matches(item.Declaration, refuse))));
    }

    public static string OfTenant(string? tenant) => tenant is null ? CedarText.True : $"context.tenant == {CedarText.Quote(tenant)}";
}
