using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Checks what only all declarations of tools together show: how many there are in all and of one call, classes that contradict each other, and permits that fail open.</summary>
/// <param name="places">Knows where the keys of rules stand.</param>
/// <param name="errors">Takes the faults.</param>
internal sealed class ToolSetCheck(PolicyPlaces places, ICollection<PolicyError> errors)
{
    /// <summary>Checks policies.</summary>
    /// <param name="documents">All policies of a set.</param>
    public void Check(ImmutableArray<PolicyDocument> documents)
    {
        var count = documents.Sum(document => document.Tools.Length);
        if (count > PolicyLimits.MaxTools)
        {
            // The rest compares declarations with each other, and for this many that takes too long.
            errors.Add(new PolicyError(documents[^1].Place.File, 0, 0, string.Create(CultureInfo.InvariantCulture, $"the set declares {count} tools; {PolicyLimits.MaxTools} are allowed")));
            return;
        }

        var declared = documents.SelectMany(document => document.Tools.Select(tool => (document.Tenant, Tool: tool))).ToList();
        CheckClasses(declared);
        CheckCounts(declared);
        foreach (var layer in documents.Where(document => document.Rules.Any(rule => rule.FailsOpen)).GroupBy(document => document.Tenant))
        {
            var visible = new ToolTable<ToolDeclaration>(declared.Where(one => one.Tenant is null || one.Tenant == layer.Key).Select(one => one.Tool), tool => tool.Tool);
            foreach (var rule in layer.SelectMany(document => document.Rules).Where(rule => rule.FailsOpen)) CheckFailsOpen(visible, rule);
        }
    }

    /// <summary>A tool has one class: no two declarations that can speak of one call may differ, and a tenant cannot overrule the base.</summary>
    private void CheckClasses(List<(string? Tenant, ToolDeclaration Tool)> all)
    {
        var declared = all.Where(one => one.Tool.Class is not null).ToList();
        var others = declared.Select(one => one.Tool.Class!.Value).Distinct()
            .ToDictionary(value => value, value => new ToolTable<(string? Tenant, ToolDeclaration Tool)>(declared.Where(one => one.Tool.Class != value), one => one.Tool.Tool));
        foreach (var (tenant, tool) in declared)
        {
            var rival = others[tool.Class!.Value].For([tool.Tool]).FirstOrDefault(one => IsRival(one.Tenant, one.Tool, tenant, tool));
            if (rival.Tool is null) continue;
            Add(tool.Place, $"tool `{tool.Tool}` is declared `class: {PolicyWords.Of(tool.Class!.Value)}`, and `{rival.Tool.Tool}` at {Show(rival.Tool.Place)} is `class: {PolicyWords.Of(rival.Tool.Class!.Value)}`{(tenant is null ? "; a tool has one class" : "; a tenant cannot change a class of the base")}");
        }
    }

    private void CheckCounts(List<(string? Tenant, ToolDeclaration Tool)> declared)
    {
        var ofBase = declared.Where(one => one.Tenant is null).Select(one => one.Tool).ToList();
        var layers = declared.Where(one => one.Tenant is not null).GroupBy(one => one.Tenant, one => one.Tool).Select(layer => layer.ToList());
        foreach (var own in layers.Prepend(ofBase))
        {
            if (CallDeclarations.FindTooMany(ofBase, own) is not var (declaration, tool, count)) continue;
            Add(declaration.Place, string.Create(CultureInfo.InvariantCulture, $"{count} declarations with parameters may speak of one call of tool `{tool}`; {CallDeclarations.Max} are allowed, so merge some"));
        }
    }

    private static bool IsRival(string? rivalTenant, ToolDeclaration rival, string? tenant, ToolDeclaration tool)
    {
        if ((rivalTenant is not null && rivalTenant != tenant) || !DeclarationScope.Overlap(rival, tool)) return false;

        // Of two that differ, the later one is told; a layer's always is.
        return rivalTenant != tenant || IsBefore(rival.Place, tool.Place) || rival.Place == tool.Place;
    }

    private static bool IsBefore(SourcePlace left, SourcePlace right) =>
        string.CompareOrdinal(left.File, right.File) is var files && (files < 0 || (files == 0 && (left.Line, left.Column).CompareTo((right.Line, right.Column)) < 0));

    private void CheckFailsOpen(ToolTable<ToolDeclaration> visible, PolicyRule rule)
    {
        var tools = rule.What.Tools.IsEmpty ? [NameGlob.Any] : rule.What.Tools;
        foreach (var tool in tools)
        {
            if (visible.For([tool]).Any(one => one.Class == ToolClass.Read && DeclarationScope.Contains(one, tool, rule.What.Actions))) continue;
            Add(places.Of(rule, "on_error"), $"rule `{rule.Id}` has `on_error: allow`, and tool `{tool}` is not declared `class: read` for all its actions; declare it, or remove `on_error`");
            return;
        }

        if (visible.For(tools).FirstOrDefault(one => one.Class is not (null or ToolClass.Read) && DeclarationScope.Overlap(one, tools, rule.What.Actions)) is { } write)
            Add(places.Of(rule, "on_error"), $"rule `{rule.Id}` has `on_error: allow`, and tool `{write.Tool}` is declared `class: {PolicyWords.Of(write.Class!.Value)}`; leave it out of `what`");
    }

    private void Add(SourcePlace place, string message) => errors.Add(new PolicyError(place.File, place.Line, place.Column, message));

    private static string Show(SourcePlace place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}";
}
