using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Testing;

/// <summary>What became of loading tests: all of them, or every fault that was found.</summary>
/// <param name="Fixtures">The tests in the order of the files; empty if there are faults.</param>
/// <param name="Errors">The faults; empty: there are none.</param>
public sealed record FixtureLoading(ImmutableArray<PolicyFixture> Fixtures, ImmutableArray<PolicyError> Errors)
{
    /// <summary>Gets a value indicating whether there are no faults.</summary>
    public bool Succeeded => Errors.IsEmpty;
}
