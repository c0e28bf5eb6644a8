using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Tells how a rule changed, part by part.</summary>
internal static class RuleChanges
{
    /// <summary>Compares two versions of a rule.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="declared">The declarations that may speak of their calls.</param>
    /// <returns>The parts that changed, and the effect of all of them, whatever other rules say; none: only the spelling differs.</returns>
    public static (ImmutableArray<ChangePart> Parts, CallEffect Effect) Of(PolicyRule before, PolicyRule after, IEnumerable<ToolDeclaration> declared)
    {
        var isPermit = before.Effect == RuleEffect.Permit;
        var (conditions, conditionEffect) = before.Effect != after.Effect && (isPermit || after.Effect == RuleEffect.Permit) ? ([], CallEffect.Same) : ConditionChanges.Of(before, after);
        var scope = ScopeChanges.Of(before, after).Select(part => isPermit ? part : part with { Effect = part.Effect.Opposite() });
        var others = scope.Concat(isPermit && after.Effect == RuleEffect.Permit ? OfPermit(before, after, declared) : OfRestriction(before, after)).ToImmutableArray();
        ImmutableArray<ChangePart> parts = [.. others, .. conditions, .. OfTexts(before, after)];
        var effect = Effects.Sum(others).And(conditionEffect);
        var (old, current) = (Strictness(before), Strictness(after));
        if (old != current)
        {
            // As a whole rule comes or goes, its other parts no longer matter.
            effect = EffectOf(before, after, effect);
            var word = before.IsObserved == after.IsObserved ? $"effect {PolicyWords.Of(before.Effect)} -> {PolicyWords.Of(after.Effect)}" : after.IsObserved ? "rule now observed" : "rule now enforced";
            return ([new ChangePart(word, effect), .. parts.Select(part => part with { Effect = CallEffect.Same })], effect);
        }

        if (before.Effect != after.Effect) parts = parts.Insert(0, new ChangePart($"effect {PolicyWords.Of(before.Effect)} -> {PolicyWords.Of(after.Effect)}", CallEffect.Same));
        return after.IsObserved ? ([.. parts.Select(part => part with { Effect = CallEffect.Same })], CallEffect.Same) : (parts, effect);
    }

    /// <summary>Gets the effect of a rule that was not there before.</summary>
    public static CallEffect OfAdded(PolicyRule rule) => rule.IsObserved ? CallEffect.Same : rule.Effect == RuleEffect.Permit ? CallEffect.Looser : CallEffect.Tighter;

    /// <summary>Orders what an applying rule does to a call; 0: nothing.</summary>
    private static int Strictness(PolicyRule rule) => rule.IsObserved ? 0 : rule.Effect switch
    {
        RuleEffect.Permit => -1,
        RuleEffect.Forbid => 3,
        RuleEffect.RequireApproval => 2,
        _ => 1,
    };

    private static CallEffect EffectOf(PolicyRule before, PolicyRule after, CallEffect others)
    {
        var step = Strictness(after) > Strictness(before) ? CallEffect.Tighter : CallEffect.Looser;
        if (before.IsObserved || after.IsObserved || before.Effect == RuleEffect.Permit || after.Effect == RuleEffect.Permit) return step;

        // An approval goes before a redaction, so a call that had both is no longer redacted, or was not.
        return before.Effect == RuleEffect.Forbid || after.Effect == RuleEffect.Forbid ? step.And(others) : CallEffect.Unclear;
    }

    private static IEnumerable<ChangePart> OfPermit(PolicyRule before, PolicyRule after, IEnumerable<ToolDeclaration> declared)
    {
        if (before.AcceptsUnknown != after.AcceptsUnknown)
            yield return new ChangePart($"unknown_parameters {Word(before.AcceptsUnknown)} -> {Word(after.AcceptsUnknown)}", after.AcceptsUnknown ? CallEffect.Looser : CallEffect.Tighter);
        else if (!before.AcceptsUnknown)
        {
            var known = Effects.Of(KnownScope.FirstOutside(before, after, declared) is null, KnownScope.FirstOutside(after, before, declared) is null);
            if (ScopeChanges.Texts("known parameters", ConditionWalk.Known(before).Select(path => path.Text), ConditionWalk.Known(after).Select(path => path.Text), known) is { } part) yield return part;
        }

        if (before.Catalog != after.Catalog)
        {
            var (isWithinNew, isWithinOld) = (PermitComparison.CatalogGap(before.Catalog, after.Catalog) is null, PermitComparison.CatalogGap(after.Catalog, before.Catalog) is null);
            yield return new ChangePart($"catalog {Show(before.Catalog)} -> {Show(after.Catalog)}", Effects.Of(isWithinNew, isWithinOld));
        }

        if (before.FailsOpen != after.FailsOpen) yield return new ChangePart($"on_error {Word(before.FailsOpen)} -> {Word(after.FailsOpen)}", after.FailsOpen ? CallEffect.Looser : CallEffect.Tighter);
    }

    private static IEnumerable<ChangePart> OfRestriction(PolicyRule before, PolicyRule after)
    {
        if (before.Approval is { } old && after.Approval is { } current)
        {
            if (old.Group != current.Group) yield return new ChangePart($"approval group {old.Group} -> {current.Group}", CallEffect.Unclear);
            if (old.Quorum != current.Quorum) yield return new ChangePart(string.Create(CultureInfo.InvariantCulture, $"quorum {old.Quorum} -> {current.Quorum}"), old.Quorum > current.Quorum ? CallEffect.Looser : CallEffect.Tighter);
            if (old.Expires != current.Expires) yield return new ChangePart($"expires {DurationText.Format(old.Expires)} -> {DurationText.Format(current.Expires)}", old.Expires < current.Expires ? CallEffect.Looser : CallEffect.Tighter);
        }

        if (before.Dlp is not { } oldDlp || after.Dlp is not { } dlp) yield break;
        if (oldDlp.Profile != dlp.Profile) yield return new ChangePart($"dlp profile {oldDlp.Profile} -> {dlp.Profile}", CallEffect.Unclear);
        var paths = Effects.Of(dlp.Paths.All(oldDlp.Paths.Contains), oldDlp.Paths.All(dlp.Paths.Contains), CallEffect.Both);
        if (ScopeChanges.Texts("redacted parameters", oldDlp.Paths.Select(path => path.Text), dlp.Paths.Select(path => path.Text), paths) is { } part) yield return part;
    }

    private static IEnumerable<ChangePart> OfTexts(PolicyRule before, PolicyRule after) =>
        new[] { ("code", before.Code, after.Code), ("message", before.Message, after.Message), ("hint", before.Hint, after.Hint), ("docs", before.Docs, after.Docs) }
            .Where(text => text.Item2 != text.Item3).Select(text => new ChangePart($"other {text.Item1}", CallEffect.Same));

    private static string Word(bool isAllowed) => isAllowed ? "allow" : "deny";

    private static string Show(CatalogDemand? catalog) => catalog is null ? "none"
        : $"{string.Join(", ", catalog.Paths)}{(catalog.OptionalKeys.Any() ? $" (optional: {string.Join(", ", catalog.OptionalKeys)})" : "")}";
}
