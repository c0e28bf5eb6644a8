using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>
/// A program of others that ours is compared with. Where it is missing, the tests that ask for it are skipped with the reason; with
/// `AEGIS_REQUIRE_ORACLES=1` they fail, so that a run whose comparisons are to count cannot pass without them.
/// </summary>
internal static class Oracle
{
    public const string Variable = "AEGIS_REQUIRE_ORACLES";

    /// <summary>Ends a test that lacks one.</summary>
    /// <param name="reason">What is missing, and the way to have it.</param>
    [DoesNotReturn]
    public static void IsMissing(string reason) => IsMissing(reason, Environment.GetEnvironmentVariable(Variable));

    /// <summary>Ends a test that lacks one.</summary>
    /// <param name="reason">What is missing, and the way to have it.</param>
    /// <param name="required">The value of the variable.</param>
    [DoesNotReturn]
    public static void IsMissing(string reason, string? required)
    {
        if (required is null or "" or "0") Assert.Skip(reason);
        Assert.Fail($"{reason} {Variable}={required} does not let this test be skipped.");
    }
}
