using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>
/// Knows what the base and the first and the last permit of a layer do. A base is a limit to all layers, which stand for themselves without it; a
/// layer's first permit on a base makes the layer's permission a demand on the agents that it narrows. So do the names of the agents alone.
/// </summary>
internal sealed class LayerChange(ImmutableArray<PolicyDocument> before, ImmutableArray<PolicyDocument> after)
{
    private const string Freed = "the base is gone, so layers stand for themselves";
    private const string Bound = "there is a base now, so layers no longer stand for themselves";

    private readonly bool _hadBase = HasBase(before);
    private readonly bool _hasBase = HasBase(after);

    // Without a base nothing is permitted but by layers.
    private readonly bool _layersPermit = (HasBase(before) ? after : before).Any(document => document.Tenant is not null && document.HasPermits);

    private bool MovesLayers => _hadBase != _hasBase && _layersPermit;

    /// <summary>Tells what a policy of the base does to layers by coming as the first or going as the last, whatever its rules.</summary>
    /// <param name="earlier">The old policy; <see langword="null"/>: there was none.</param>
    /// <param name="later">The new policy; <see langword="null"/>: there is none.</param>
    /// <returns>The part; <see langword="null"/>: nothing is to tell.</returns>
    public ChangePart? OfBase(PolicyDocument? earlier, PolicyDocument? later) =>
        !MovesLayers || (earlier ?? later)!.Tenant is not null ? null
        : later is null ? new ChangePart(Freed, CallEffect.Looser) : new ChangePart(Bound, CallEffect.Tighter);

    /// <summary>Tells what changes of a layer's permits do because of other permits.</summary>
    /// <param name="tenant">The layer; <see langword="null"/>: the base.</param>
    /// <returns>The part that overrules all others; <see langword="null"/>: permits of it do what they say.</returns>
    public ChangePart? Of(string? tenant)
    {
        if (MovesLayers) return new ChangePart(_hasBase ? Bound : Freed, tenant is null ? CallEffect.Both : CallEffect.Unclear);
        if (tenant is null || !_hasBase) return null;
        var (old, current) = (Narrowed(before, tenant), Narrowed(after, tenant));
        if (old.SetEquals(current)) return null;
        if (old.Count == 0) return new ChangePart("the layer begins to narrow the base", CallEffect.Tighter);
        return current.Count == 0 ? new ChangePart("the layer no longer narrows the base", CallEffect.Looser) : new ChangePart("the layer narrows the base for other agents", CallEffect.Unclear);
    }

    /// <summary>Tells how it changed whom a policy narrows, beyond what its permits tell.</summary>
    /// <param name="earlier">The old policy; <see langword="null"/>: there was none.</param>
    /// <param name="later">The new policy; <see langword="null"/>: there is none.</param>
    /// <returns>The part; <see langword="null"/>: nothing is to tell.</returns>
    public ChangePart? OfNarrowing(PolicyDocument? earlier, PolicyDocument? later)
    {
        var (was, now) = (earlier is { IsNarrowing: true } ? earlier : null, later is { IsNarrowing: true } ? later : null);

        // More agents need the layer's permission too.
        if (was is not null && now is not null)
            return ScopeChanges.Globs("narrows", was.Narrows, now.Narrows) is { } part ? part with { Effect = Counted(part.Effect.Opposite()) } : null;
        if ((was ?? now) is not { HasPermits: false } only) return null;
        var agents = string.Join(", ", only.Narrows.Select(glob => glob.Text));
        return now is null
            ? new ChangePart($"no longer narrows {agents} to nothing", Counted(CallEffect.Looser))
            : new ChangePart($"narrows {agents} to nothing", Counted(CallEffect.Tighter));
    }

    private CallEffect Counted(CallEffect effect) => _hadBase != _hasBase ? CallEffect.Unclear : _hasBase ? effect : CallEffect.Same;

    private static HashSet<string> Narrowed(ImmutableArray<PolicyDocument> documents, string tenant) =>
        documents.Where(document => document.Tenant == tenant && document.IsNarrowing)
            .SelectMany(document => document.Narrows.IsEmpty ? ["**"] : document.Narrows.Select(glob => glob.Text)).ToHashSet(StringComparer.Ordinal);

    private static bool HasBase(ImmutableArray<PolicyDocument> documents) => documents.Any(document => document.Tenant is null);
}
