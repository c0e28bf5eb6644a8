using System.Collections.Immutable;
using Aegis.Streams.Policy.Inquiry;

namespace Aegis.Streams.Policy.Testing;

/// <summary>What became of a test.</summary>
/// <param name="Fixture">The test.</param>
/// <param name="Answer">What policy answered.</param>
/// <param name="Failures">What was expected and what came, one line each; empty: it passed.</param>
public sealed record FixtureResult(PolicyFixture Fixture, PolicyAnswer Answer, ImmutableArray<string> Failures)
{
    /// <summary>Gets a value indicating whether the answer is as expected.</summary>
    public bool Passed => Failures.IsEmpty;
}
