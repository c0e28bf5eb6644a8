using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>
/// Knows what the first and the last permit do. The base's first one makes it a limit to all layers, which stood for themselves before; a
/// layer's first one under such a base makes the layer's permission a demand on the agents that it narrows.
/// </summary>
internal sealed class LayerChange(ImmutableArray<PolicyDocument> before, ImmutableArray<PolicyDocument> after)
{
    private readonly bool _hadBase = HasPermits(before, null);
    private readonly bool _hasBase = HasPermits(after, null);
    private readonly bool _hasLayers = before.Concat(after).Any(document => document.Tenant is not null && HasPermits(document));

    /// <summary>Tells what changes of a layer's permits do because of other permits.</summary>
    /// <param name="tenant">The layer; <see langword="null"/>: the base.</param>
    /// <returns>The part that overrules all others; <see langword="null"/>: permits of it do what they say.</returns>
    public ChangePart? Of(string? tenant)
    {
        if (_hadBase != _hasBase && _hasLayers)
            return new ChangePart(_hasBase ? "the base begins to permit, so layers no longer stand for themselves" : "the base permits nothing any more, so layers stand for themselves", CallEffect.Unclear);
        if (tenant is null || !_hasBase) return null;
        var (old, current) = (Narrowed(before, tenant), Narrowed(after, tenant));
        if (old.SetEquals(current)) return null;
        if (old.Count == 0) return new ChangePart("the layer begins to narrow the base", CallEffect.Tighter);
        return current.Count == 0 ? new ChangePart("the layer no longer narrows the base", CallEffect.Looser) : new ChangePart("the layer narrows the base for other agents", CallEffect.Unclear);
    }

    /// <summary>Says whether the agents that a layer narrows can matter.</summary>
    public bool CountNarrowing(string tenant) => (_hadBase || _hasBase) && before.Concat(after).Any(document => document.Tenant == tenant && HasPermits(document));

    private static HashSet<string> Narrowed(ImmutableArray<PolicyDocument> documents, string tenant) =>
        documents.Where(document => document.Tenant == tenant && HasPermits(document))
            .SelectMany(document => document.Narrows.IsEmpty ? ["**"] : document.Narrows.Select(glob => glob.Text)).ToHashSet(StringComparer.Ordinal);

    private static bool HasPermits(ImmutableArray<PolicyDocument> documents, string? tenant) => documents.Any(document => document.Tenant == tenant && HasPermits(document));

    private static bool HasPermits(PolicyDocument document) => document.Rules.Any(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false });
}
