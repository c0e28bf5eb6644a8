using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Tells how the conditions of a rule changed.</summary>
internal static class ConditionChanges
{
    /// <summary>Compares conditions.</summary>
    /// <param name="before">The old rule.</param>
    /// <param name="after">The new rule, of the same effect or of another one that restricts too.</param>
    /// <returns>The parts that changed, and the effect of all of them together.</returns>
    public static (ImmutableArray<ChangePart> Parts, CallEffect Effect) Of(PolicyRule before, PolicyRule after)
    {
        var (old, current) = (ConditionParts.Of(before), ConditionParts.Of(after));
        var whole = Compare(before.When, after.When, before.Effect == RuleEffect.Permit);
        if (old.LetsThrough != current.LetsThrough) return ([new ChangePart("conditions are turned around", whole)], whole);
        var parts = Parts(old, current);
        return (parts, whole == CallEffect.Unclear ? Effects.Sum(parts) : whole);
    }

    private static ImmutableArray<ChangePart> Parts(ConditionParts before, ConditionParts after)
    {
        var texts = after.Parts.Select(Implication.TextOf).ToHashSet(StringComparer.Ordinal);
        var oldTexts = before.Parts.Select(Implication.TextOf).ToHashSet(StringComparer.Ordinal);
        var removed = before.Parts.Where(part => !texts.Contains(Implication.TextOf(part))).ToList();
        var added = after.Parts.Where(part => !oldTexts.Contains(Implication.TextOf(part))).ToList();
        var changes = new List<ChangePart>();
        foreach (var key in removed.Select(ConditionParts.KeyOf).Distinct().ToList())
        {
            if (removed.FindAll(part => ConditionParts.KeyOf(part) == key) is not [var old] || added.FindAll(part => ConditionParts.KeyOf(part) == key) is not [var current]) continue;
            removed.Remove(old);
            added.Remove(current);
            changes.Add(new ChangePart(Describe(old, current), Compare(old, current, before.LetsThrough)));
        }

        // What the rest implies was there to make things plain.
        changes.AddRange(removed.Select(part => new ChangePart($"removes {Describe(part)}", Follows(part, after) ? CallEffect.Same : Sided(CallEffect.Looser, before.LetsThrough))));
        changes.AddRange(added.Select(part => new ChangePart($"adds {Describe(part)}", Follows(part, before) ? CallEffect.Same : Sided(CallEffect.Tighter, before.LetsThrough))));
        return [.. changes];
    }

    private static CallEffect Compare(Condition before, Condition after, bool letsThrough)
    {
        if (letsThrough) return Effects.Of(Implication.FindGap(after, [before]) is null, Implication.FindGap(before, [after]) is null, Neither(before, after));
        return Effects.Of(RuleCoverage.IsAsStrict(before, after), RuleCoverage.IsAsStrict(after, before), Neither(before, after));
    }

    /// <summary>Two lists of values of which each has one that the other lacks do both; other things that are not proven are not known.</summary>
    private static CallEffect Neither(Condition before, Condition after) =>
        (before, after) is (ParameterCondition { Tests: [OneOf { IsNegated: false }] }, ParameterCondition { Tests: [OneOf { IsNegated: false }] }) ? CallEffect.Both : CallEffect.Unclear;

    private static bool Follows(Condition part, ConditionParts from) => from.LetsThrough
        ? Implication.FindGap(part, from.Parts) is null
        : from.Parts.Any(other => RuleCoverage.IsAsStrict(part, other));

    private static CallEffect Sided(CallEffect effect, bool letsThrough) => letsThrough ? effect : effect.Opposite();

    private static string Describe(Condition part)
    {
        var (key, value) = ConditionParts.Show(part);
        return key is null ? value : $"{key} {value}";
    }

    private static string Describe(Condition before, Condition after)
    {
        var (old, current) = (ConditionParts.Show(before), ConditionParts.Show(after));
        return old.Key is not null && old.Key == current.Key ? $"{old.Key} {old.Value} -> {current.Value}" : $"{Describe(before)} -> {Describe(after)}";
    }
}
