using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Checks what only all policies together show: names and ids that exist twice, classes that contradict each other, and permits that fail open.</summary>
/// <param name="places">Knows where the keys of rules stand.</param>
/// <param name="errors">Takes the faults.</param>
internal sealed class PolicySetCheck(PolicyPlaces places, ICollection<PolicyError> errors)
{
    /// <summary>Checks policies.</summary>
    /// <param name="documents">All policies of a set.</param>
    public void Check(ImmutableArray<PolicyDocument> documents)
    {
        CheckNames(documents);
        CheckIds(documents);
        var count = documents.Sum(document => document.Rules.Length);
        if (count > PolicyLimits.MaxRules) errors.Add(new PolicyError(documents[^1].Place.File, 0, 0, $"the set has {count} rules; {PolicyLimits.MaxRules} are allowed"));
        CheckClasses(documents);
        foreach (var document in documents)
            foreach (var rule in document.Rules.Where(rule => rule.FailsOpen)) CheckFailsOpen(documents, document, rule);
    }

    private void CheckNames(ImmutableArray<PolicyDocument> documents)
    {
        var taken = new Dictionary<(string?, string), PolicyDocument>();
        foreach (var document in documents)
        {
            if (taken.TryAdd((document.Tenant, document.Name), document)) continue;
            var whose = document.Tenant is null ? "" : $" of tenant `{document.Tenant}`";
            Add(document.Place, $"policy `{document.Name}`{whose} exists already, at {Show(taken[(document.Tenant, document.Name)].Place)}; rename it, or merge the two");
        }
    }

    private void CheckIds(ImmutableArray<PolicyDocument> documents)
    {
        var taken = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        foreach (var rule in documents.SelectMany(document => document.Rules))
            if (!taken.TryAdd(rule.Id, rule.Place)) Add(rule.Place, $"rule `{rule.Id}` exists already, at {Show(taken[rule.Id])}; rename it");
    }

    /// <summary>A tool has one class: no two declarations that can speak of one call may differ, and a tenant cannot overrule the base.</summary>
    private void CheckClasses(ImmutableArray<PolicyDocument> documents)
    {
        var declared = documents.SelectMany(document => document.Tools.Where(tool => tool.Class is not null).Select(tool => (document.Tenant, Tool: tool))).ToList();
        var exact = declared.Where(one => one.Tool.Tool.IsExact).ToLookup(one => one.Tool.Tool.Text);
        var others = declared.Where(one => !one.Tool.Tool.IsExact).ToList();
        foreach (var (tenant, tool) in declared)
        {
            var rivals = (tool.Tool.IsExact ? exact[tool.Tool.Text].Concat(others) : declared).Where(one => one.Tool != tool);
            var rival = rivals.FirstOrDefault(one => IsRival(one.Tenant, one.Tool, tenant, tool));
            if (rival.Tool is null) continue;
            Add(tool.Place, $"tool `{tool.Tool}` is declared `class: {PolicyWords.Of(tool.Class!.Value)}`, and `{rival.Tool.Tool}` at {Show(rival.Tool.Place)} is `class: {PolicyWords.Of(rival.Tool.Class!.Value)}`{(tenant is null ? "; a tool has one class" : "; a tenant cannot change a class of the base")}");
        }
    }

    private static bool IsRival(string? rivalTenant, ToolDeclaration rival, string? tenant, ToolDeclaration tool)
    {
        if (rivalTenant is not null && rivalTenant != tenant) return false;
        if (rival.Class == tool.Class || !DeclarationScope.Overlap(rival, tool)) return false;

        // Of two that differ, the later one is told; a layer's always is.
        return rivalTenant != tenant || IsBefore(rival.Place, tool.Place) || rival.Place == tool.Place;
    }

    private static bool IsBefore(SourcePlace left, SourcePlace right) =>
        string.CompareOrdinal(left.File, right.File) is var files && (files < 0 || (files == 0 && (left.Line, left.Column).CompareTo((right.Line, right.Column)) < 0));

    private void CheckFailsOpen(ImmutableArray<PolicyDocument> documents, PolicyDocument owner, PolicyRule rule)
    {
        var declared = documents.Where(document => document.Tenant is null || document.Tenant == owner.Tenant).SelectMany(document => document.Tools).ToList();
        var tools = rule.What.Tools.IsEmpty ? [NameGlob.Any] : rule.What.Tools;
        foreach (var tool in tools)
        {
            if (declared.Any(one => one.Class == ToolClass.Read && DeclarationScope.Contains(one, tool, rule.What.Actions))) continue;
            Add(places.Of(rule, "on_error"), $"rule `{rule.Id}` has `on_error: allow`, and tool `{tool}` is not declared `class: read` for all its actions; declare it, or remove `on_error`");
            return;
        }

        if (declared.FirstOrDefault(one => one.Class is not (null or ToolClass.Read) && DeclarationScope.Overlap(one, tools, rule.What.Actions)) is { } write)
            Add(places.Of(rule, "on_error"), $"rule `{rule.Id}` has `on_error: allow`, and tool `{write.Tool}` is declared `class: {PolicyWords.Of(write.Class!.Value)}`; leave it out of `what`");
    }

    private void Add(SourcePlace place, string message) => errors.Add(new PolicyError(place.File, place.Line, place.Column, message));

    private static string Show(SourcePlace place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}";
}
