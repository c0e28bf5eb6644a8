using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Tells how a profile of redaction changed: what redacts more, or leaves less, is tighter.</summary>
internal static class ProfileChanges
{
    /// <summary>Compares two versions of a profile.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="isUsed">Whether a rule in force demands it; else no call is decided otherwise.</param>
    /// <returns>The parts that changed.</returns>
    public static ImmutableArray<ChangePart> Of(DlpProfile before, DlpProfile after, bool isUsed)
    {
        // Where entities are treated differently, one that comes or goes may also take values from another.
        var isUniform = DlpEntities.All.Where(entity => before.Entities.Has(entity) || after.Entities.Has(entity)).SelectMany(entity => new[] { before.OperatorOf(entity), after.OperatorOf(entity) })
            .Concat(before.Detectors.Values).Concat(after.Detectors.Values).Distinct().Count() == 1;
        ChangePart?[] parts =
        [
            Set("entities", Names(before), Names(after), isUniform),
            .. DlpEntities.All.Where(entity => before.Entities.Has(entity) && after.Entities.Has(entity)).SelectMany(entity => OfEntity(before, after, entity, isUniform)),
            OfKeep(before, after),
            Set("detectors", before.Detectors.Keys, after.Detectors.Keys, isUniform),
            .. before.Detectors.Keys.Where(name => after.Detectors.ContainsKey(name)).Select(name => OfOperator($"{EntityNames.CustomPrefix}{name}", before.Detectors[name], after.Detectors[name])),
            Paths(before.Parameters, after.Parameters),
            Set("except", before.Except.Select(path => path.Text), after.Except.Select(path => path.Text), isProven: true)?.Opposite(),
            OfReserved(before, after),
            Set("allow", before.Allow, after.Allow, isProven: true)?.Opposite(),
        ];
        return [.. parts.OfType<ChangePart>().Select(part => isUsed ? part : part with { Effect = CallEffect.Same })];
    }

    private static IEnumerable<ChangePart> OfEntity(DlpProfile before, DlpProfile after, DlpEntity entity, bool isUniform)
    {
        var (old, current) = (before.OperatorOf(entity), after.OperatorOf(entity));
        if (OfOperator(DlpEntities.NameOf(entity), old, current) is { } part) yield return part;
        var (was, now) = (before.ThresholdOf(entity), after.ThresholdOf(entity));
        if (was != now)
            yield return new ChangePart(string.Create(CultureInfo.InvariantCulture, $"{DlpEntities.NameOf(entity)} threshold {was} -> {now}"), !isUniform ? CallEffect.Unclear : now < was ? CallEffect.Tighter : CallEffect.Looser);
    }

    private static ChangePart? OfKeep(DlpProfile before, DlpProfile after)
    {
        var (old, current) = (before.Keep, after.Keep);
        if (old == current) return null;
        var effect = before.UsesKeep && after.UsesKeep ? Effects.Of(old.IsWithin(current), current.IsWithin(old), CallEffect.Both) : CallEffect.Same;
        return new ChangePart(string.Create(CultureInfo.InvariantCulture, $"mask_keep first {old.First}, last {old.Last} -> first {current.First}, last {current.Last}"), effect);
    }

    private static ChangePart? OfReserved(DlpProfile before, DlpProfile after) => before.KeepsReserved == after.KeepsReserved
        ? null
        : new ChangePart($"reserved {DlpWords.OfReserved(before.KeepsReserved)} -> {DlpWords.OfReserved(after.KeepsReserved)}", after.KeepsReserved ? CallEffect.Looser : CallEffect.Tighter);

    private static ChangePart? OfOperator(string name, RedactionOperator old, RedactionOperator current) => old == current
        ? null
        : new ChangePart($"{name} {DlpWords.Of(old)} -> {DlpWords.Of(current)}", RedactionOperators.Strictness(current) > RedactionOperators.Strictness(old) ? CallEffect.Tighter : CallEffect.Looser);

    /// <summary>No path at all means every path.</summary>
    private static ChangePart? Paths(ImmutableArray<ParameterPath> before, ImmutableArray<ParameterPath> after)
    {
        var effect = before.IsEmpty ? CallEffect.Looser : after.IsEmpty ? CallEffect.Tighter : Effects.Of(before.All(after.Contains), after.All(before.Contains), CallEffect.Both).Opposite();
        return ScopeChanges.Texts("parameters", before.Select(path => path.Text), after.Select(path => path.Text), effect, "all");
    }

    private static ChangePart? Set(string name, IEnumerable<string> before, IEnumerable<string> after, bool isProven)
    {
        var (old, current) = (before.ToArray(), after.ToArray());
        var effect = Effects.Of(old.All(current.Contains), current.All(old.Contains), CallEffect.Both).Opposite();
        return ScopeChanges.Texts(name, old, current, isProven ? effect : CallEffect.Unclear);
    }

    private static ChangePart Opposite(this ChangePart part) => part with { Effect = part.Effect.Opposite() };

    private static IEnumerable<string> Names(DlpProfile profile) => DlpEntities.All.Where(profile.Entities.Has).Select(DlpEntities.NameOf);
}
