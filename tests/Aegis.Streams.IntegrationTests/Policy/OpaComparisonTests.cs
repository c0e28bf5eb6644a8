using System.Text.RegularExpressions;
using Aegis.Streams.Tests.Policy.Differential;

namespace Aegis.Streams.IntegrationTests.Policy;

public sealed class OpaComparisonTests(ITestOutputHelper output)
{
    // So that the start of the engine does not cost more than its decisions.
    private const int CasesPerProcess = 5;

    [Fact]
    public void PrintedPolicies_MeanTheSameToOpenPolicyAgent()
    {
        OpaBinary.Require();
        var comparison = new OpaComparison();
        var said = PolicyRun.UntilCompared(
            PolicyRun.Calls, CasesPerProcess,
            number => comparison.Compare([.. Enumerable.Range(number, CasesPerProcess).Select(one => PolicyCase.Make(PolicyRun.Seed, one, PolicyRun.CallsPerCase))]),
            () => comparison.Compared);

        output.WriteLine($"{said}; {comparison.Refused} not (a rule was refused).");
        Assert.True(comparison.Compared > comparison.Refused, $"Rego could say too few policies: {comparison.Compared} calls against {comparison.Refused}.");
    }

    [Theory]
    [InlineData("no guard of a number", "\n[ \t]*is_number\\(value\\)", "")]
    [InlineData("no guard of a text", "\n[ \t]*is_string\\(value\\)", "")]
    [InlineData("a bound that is out", "value <= ", "value < ")]
    [InlineData("a bound that is in", "value > ", "value >= ")]
    [InlineData("bytes for code points", "count\\(value\\)", "count(crypto.md5(value))")]
    [InlineData("case does not count", "any_(prefix|suffix)_match\\(value,", "any_$1_match(lower(value),")]
    [InlineData("prefixes for suffixes", "any_suffix_match", "any_prefix_match")]
    [InlineData("any for every", "every part in value \\{\\s*(\\w+)\\(part\\)\\s*\\}", "some part in value\n\t$1(part)")]
    [InlineData("a forgotten forbid", "count\\(aegis_forbids\\) < 1", "true")]
    [InlineData("a forgotten layer", "not aegis_narrowed", "true")]
    [InlineData("anything in place of an object or array", "aegis_leads_into\\(name\\[count\\(part\\.path\\)\\], part\\.type\\)", "true")]
    [InlineData("longer names forgotten", "count\\(longer\\) > count\\(name\\)", "count(longer) > 99")]
    public void PlantedFault_IsFound(string fault, string pattern, string replacement)
    {
        OpaBinary.Require();
        const int most = 60;
        var changed = 0;
        var comparison = new OpaComparison(module =>
        {
            var text = Regex.Replace(module, pattern, replacement, RegexOptions.None, TimeSpan.FromSeconds(5));
            if (text != module) changed++;
            return text;
        });
        for (var number = 0; number < most; number++)
            if (IsFound(comparison, PolicyCase.Make(PolicyRun.Seed, number, 100))) return;
        Assert.Fail($"{fault}: not found in {comparison.Compared} calls; {changed} modules had the fault.");
    }

    /// <summary>A module that the engine will not read or run is found too.</summary>
    private static bool IsFound(OpaComparison comparison, PolicyCase made)
    {
        var isFound = false;
        return Record.Exception(() => isFound = comparison.Compare([made]) is not null) is not null || isFound;
    }
}
