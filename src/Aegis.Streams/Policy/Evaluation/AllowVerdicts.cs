using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// The verdicts of calls that nothing but permits speaks of. Those of one permit are made with the set; those of a permit of the base
/// beside one of a layer when the two first meet, since most never do.
/// </summary>
/// <param name="rules">The rules, each at the place that is its number.</param>
internal sealed class AllowVerdicts(ImmutableArray<CompiledRule> rules)
{
    /// <summary>Stands for no permit.</summary>
    public const int None = -1;

    // Far more than the pairs of any set in use; those beyond are made at each call.
    private const int MaxPairs = 65_536;

    private readonly PolicyVerdict?[] _ofRule = [.. rules.Select(rule => rule.Allow)];
    private readonly ConcurrentDictionary<long, PolicyVerdict> _pairs = new();

    /// <summary>Gets the verdict.</summary>
    /// <param name="ofBase">The number of the permit of the base; <see cref="None"/>: none was needed.</param>
    /// <param name="ofLayer">The number of the permit of the tenant's layer; <see cref="None"/>: none was needed.</param>
    /// <param name="failsOpen">Whether the call stands if a later stage fails.</param>
    public PolicyVerdict Of(int ofBase, int ofLayer, bool failsOpen)
    {
        if (ofBase != None && ofLayer != None) return OfPair(rules[ofBase], rules[ofLayer], failsOpen);
        var permit = ofBase == None ? ofLayer : ofBase;
        return (failsOpen ? rules[permit].AllowThatFailsOpen : _ofRule[permit])!;
    }

    private static PolicyVerdict Make(CompiledRule ofBase, CompiledRule ofLayer, bool failsOpen)
    {
        CompiledRule[] sorted = ofBase.Number < ofLayer.Number ? [ofBase, ofLayer] : [ofLayer, ofBase];
        return ofBase.Allow! with
        {
            RuleIds = [sorted[0].Rule.Id, sorted[1].Rule.Id],
            CatalogChecks = [.. sorted[0].Allow!.CatalogChecks, .. sorted[1].Allow!.CatalogChecks],
            FailsOpen = failsOpen,
        };
    }

    private PolicyVerdict OfPair(CompiledRule ofBase, CompiledRule ofLayer, bool failsOpen)
    {
        var key = ((long)ofBase.Number << 32) | ((long)ofLayer.Number << 1) | (failsOpen ? 1L : 0);
        if (_pairs.TryGetValue(key, out var known)) return known;
        var made = Make(ofBase, ofLayer, failsOpen);
        return _pairs.Count < MaxPairs ? _pairs.GetOrAdd(key, made) : made;
    }
}
