using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>One test of policies: a call and what policy must answer.</summary>
/// <param name="Name">What is tested.</param>
/// <param name="Question">The call.</param>
/// <param name="Expected">The answer.</param>
/// <param name="Place">Where it stands.</param>
public sealed record PolicyFixture(string Name, PolicyQuestion Question, ExpectedAnswer Expected, SourcePlace Place)
{
    /// <summary>The decision time of tests that name none, a Thursday: a test must not depend on when it runs.</summary>
    public static DateTimeOffset DefaultTime { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
}
