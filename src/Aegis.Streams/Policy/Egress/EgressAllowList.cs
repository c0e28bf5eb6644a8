using System.Collections.Immutable;
using Aegis.Streams.State;

namespace Aegis.Streams.Policy.Egress;

/// <summary>Where the calls of a rule may go. What no entry covers is not allowed; an empty list allows nothing.</summary>
/// <remarks>A look-up costs as many probes as the host has labels, and the entries for one host one by one.</remarks>
public sealed class EgressAllowList
{
    private readonly Dictionary<byte[], EgressEntry[]>.AlternateLookup<ReadOnlySpan<byte>> _hosts;
    private readonly Dictionary<byte[], EgressEntry[]>.AlternateLookup<ReadOnlySpan<byte>> _parents;
    private readonly int _longestParent;

    /// <summary>Initializes a new instance of the <see cref="EgressAllowList"/> class.</summary>
    /// <param name="entries">The entries, in any order; the default value is an empty list.</param>
    public EgressAllowList(ImmutableArray<EgressEntry> entries)
    {
        Entries = entries.IsDefault ? [] : entries;
        _hosts = Index(Entries.Where(entry => !entry.CoversSubdomains));
        _parents = Index(Entries.Where(entry => entry.CoversSubdomains));
        _longestParent = _parents.Dictionary.Keys.Select(host => host.Length).DefaultIfEmpty().Max();
    }

    /// <summary>Gets the entries as they were given.</summary>
    public ImmutableArray<EgressEntry> Entries { get; }

    /// <summary>Says whether calls to a target are allowed. Allocates nothing.</summary>
    /// <param name="target">The target.</param>
    /// <returns>Whether at least one entry covers it.</returns>
    public bool Covers(in EgressTarget target)
    {
        if (_hosts.TryGetValue(target.Host, out var entries) && AnyCovers(entries, target)) return true;
        var parent = target.Host;
        while (parent.IndexOf((byte)'.') is >= 0 and var dot)
        {
            parent = parent[(dot + 1)..];
            if (parent.Length <= _longestParent && _parents.TryGetValue(parent, out entries) && AnyCovers(entries, target)) return true;
        }

        return false;
    }

    private static bool AnyCovers(EgressEntry[] entries, in EgressTarget target)
    {
        foreach (var entry in entries)
        {
            if (entry.Covers(target)) return true;
        }

        return false;
    }

    private static Dictionary<byte[], EgressEntry[]>.AlternateLookup<ReadOnlySpan<byte>> Index(IEnumerable<EgressEntry> entries) =>
        entries.GroupBy(entry => entry.HostKey, ByteArrayComparer.Instance)
            .ToDictionary(group => group.Key, group => group.ToArray(), ByteArrayComparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
}
