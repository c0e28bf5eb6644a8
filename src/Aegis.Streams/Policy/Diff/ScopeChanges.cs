using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Tells how the calls that a rule speaks of changed.</summary>
internal static class ScopeChanges
{
    /// <summary>Lists the changes; more calls count as looser, as in a permit.</summary>
    public static IEnumerable<ChangePart> Of(PolicyRule before, PolicyRule after)
    {
        var parts = new[]
        {
            Globs("tools", before.What.Tools, after.What.Tools),
            Globs("actions", before.What.Actions, after.What.Actions),
            Classes(before.What.Classes, after.What.Classes),
            Globs("agents", before.Who.Agents, after.Who.Agents),
            Globs("groups", before.Who.Groups, after.Who.Groups, mayLack: true),
            Globs("roles", before.Who.Roles, after.Who.Roles, mayLack: true),
            Globs("tenants", before.Who.Tenants, after.Who.Tenants),
        };
        return parts.OfType<ChangePart>();
    }

    /// <summary>Compares two lists of globs, of which an empty one stands for anything.</summary>
    public static ChangePart? Globs(string name, ImmutableArray<NameGlob> before, ImmutableArray<NameGlob> after, bool mayLack = false)
    {
        bool Contains(ImmutableArray<NameGlob> outer, ImmutableArray<NameGlob> inner) => mayLack ? RuleScope.ContainsOne(outer, inner) : GlobScope.FirstOutside(outer, inner) is null;
        var neither = before.Concat(after).All(glob => glob.IsExact) ? CallEffect.Both : CallEffect.Unclear;
        return Texts(name, before.Select(glob => glob.Text), after.Select(glob => glob.Text), Effects.Of(Contains(after, before), Contains(before, after), neither), "any");
    }

    /// <summary>Tells what was added to a list and removed from it.</summary>
    public static ChangePart? Texts(string name, IEnumerable<string> before, IEnumerable<string> after, CallEffect effect, string ifEmpty = "none")
    {
        var (old, current) = (CanonicalSets.Of(before), CanonicalSets.Of(after));
        if (old.SequenceEqual(current)) return null;
        if (old.IsEmpty || current.IsEmpty) return new ChangePart($"{name} {Show(old, ifEmpty)} -> {Show(current, ifEmpty)}", effect);
        var words = new[] { Words("adds", current.Except(old)), Words("removes", old.Except(current)) };
        return new ChangePart($"{name} {string.Join("; ", words.OfType<string>())}", effect);
    }

    private static ChangePart? Classes(ImmutableArray<ToolClass> before, ImmutableArray<ToolClass> after) =>
        Texts("class", before.Select(PolicyWords.Of), after.Select(PolicyWords.Of), Effects.Of(RuleScope.ContainsClasses(after, before), RuleScope.ContainsClasses(before, after), CallEffect.Both), "any");

    private static string Show(ImmutableArray<string> texts, string ifEmpty) => texts.IsEmpty ? ifEmpty : string.Join(", ", texts);

    private static string? Words(string verb, IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } list ? $"{verb} {list}" : null;
}
