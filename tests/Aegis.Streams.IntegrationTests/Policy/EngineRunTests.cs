using System.Diagnostics;
using Aegis.Streams.Tests.Policy.Differential;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The same comparison as in the unit tests, for as long as one likes.</summary>
public sealed class EngineRunTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomPolicies_MeanWhatTheReferenceSays()
    {
        var comparison = new EngineComparison(EngineUnderTest.Prepare);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < PolicyRun.Cases; number++)
            if (comparison.Compare(PolicyCase.Make(PolicyRun.Seed, number, PolicyRun.CallsPerCase)) is { } difference) Assert.Fail(difference);
        output.WriteLine($"{comparison.Compared} calls compared, {comparison.Compared / watch.Elapsed.TotalSeconds:F0} a second.");
    }
}
