using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Egress;

/// <summary>Placeholder on this branch; the real one comes with the branch `egress`.</summary>
public sealed class EgressAllowList(ImmutableArray<EgressEntry> entries)
{
    /// <summary>Gets the entries.</summary>
    public ImmutableArray<EgressEntry> Entries => entries;

    /// <summary>Placeholder.</summary>
    public bool Covers(in EgressTarget target) => entries.IsEmpty && target.Equals(default);
}
