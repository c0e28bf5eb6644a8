using System.Collections.Frozen;
using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Which tenants narrow what the base permits, and for which agents.</summary>
internal sealed class Layers
{
    private readonly FrozenDictionary<string, NameGlob[]> _narrowed;

    public Layers(ImmutableArray<PolicyDocument> documents)
    {
        HasBase = documents.Any(document => document.Tenant is null);
        _narrowed = documents.Where(document => document.IsNarrowing)
            .GroupBy(document => document.Tenant!, StringComparer.Ordinal)
            .ToFrozenDictionary(
                layer => layer.Key,
                layer => layer.SelectMany(document => document.Narrows.IsEmpty ? [NameGlob.Any] : document.Narrows).Distinct().ToArray(),
                StringComparer.Ordinal);
    }

    /// <summary>Gets a value indicating whether there is a base, be it one that permits nothing. If not, the layers stand for themselves.</summary>
    public bool HasBase { get; }

    /// <summary>Says whether the tenant's layer must permit a call of the agent.</summary>
    public bool IsNarrowed(string tenant, string agent)
    {
        if (!HasBase) return true;
        if (!_narrowed.TryGetValue(tenant, out var agents)) return false;
        foreach (var glob in agents)
            if (glob.Matches(agent)) return true;
        return false;
    }
}
