using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Policy;

/// <summary>What became of loading policies: a set, or every fault that was found. One fault anywhere and there is no set.</summary>
/// <param name="Snapshot">The policy set; <see langword="null"/>: there are errors.</param>
/// <param name="Errors">The faults in the order of files and lines; empty: there are none.</param>
public sealed record PolicyLoading(PolicySnapshot? Snapshot, ImmutableArray<PolicyError> Errors)
{
    /// <summary>Gets a value indicating whether there is a set.</summary>
    [MemberNotNullWhen(true, nameof(Snapshot))]
    public bool Succeeded => Snapshot is not null;
}
