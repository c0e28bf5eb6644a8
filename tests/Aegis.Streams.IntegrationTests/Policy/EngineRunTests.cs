using Aegis.Streams.Tests.Policy.Differential;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The same comparison as in the unit tests, for as long as one likes.</summary>
public sealed class EngineRunTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomPolicies_MeanWhatTheReferenceSays() => Compare(PolicyRun.Calls, number => PolicyCase.Make(PolicyRun.Seed, number, PolicyRun.CallsPerCase));

    [Fact]
    public void HundredsOfRulesOfOneTool_MeanWhatTheReferenceSays() => Compare(PolicyRun.Calls / 10, number => PolicyCase.MakeCrowded(PolicyRun.Seed, number, PolicyRun.CallsPerCase));

    private void Compare(int calls, Func<int, PolicyCase> make)
    {
        var comparison = new EngineComparison(EngineUnderTest.Prepare);
        var said = PolicyRun.UntilCompared(calls, 1, number => comparison.Compare(make(number)), () => comparison.Compared);
        output.WriteLine($"{said}.");
    }
}
