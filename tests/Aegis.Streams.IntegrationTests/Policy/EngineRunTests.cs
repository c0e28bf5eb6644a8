using System.Diagnostics;
using Aegis.Streams.Tests.Policy.Differential;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The same comparison as in the unit tests, for as long as one likes.</summary>
public sealed class EngineRunTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomPolicies_MeanWhatTheReferenceSays() => Compare(PolicyRun.Cases, number => PolicyCase.Make(PolicyRun.Seed, number, PolicyRun.CallsPerCase));

    [Fact]
    public void HundredsOfRulesOfOneTool_MeanWhatTheReferenceSays() => Compare(1 + (PolicyRun.Cases / 10), number => PolicyCase.MakeCrowded(PolicyRun.Seed, number, PolicyRun.CallsPerCase));

    private void Compare(int cases, Func<int, PolicyCase> make)
    {
        var comparison = new EngineComparison(EngineUnderTest.Prepare);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < cases; number++)
            if (comparison.Compare(make(number)) is { } difference) Assert.Fail(difference);
        output.WriteLine($"{comparison.Compared} calls compared, {comparison.Compared / watch.Elapsed.TotalSeconds:F0} a second.");
    }
}
