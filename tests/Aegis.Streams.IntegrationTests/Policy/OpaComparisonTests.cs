using System.Diagnostics;
using System.Text.RegularExpressions;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.IntegrationTests.Policy;

public sealed class OpaComparisonTests(ITestOutputHelper output)
{
    [Fact]
    public void PrintedPolicies_MeanTheSameToOpenPolicyAgent()
    {
        OpaBinary.Require();
        var comparison = new OpaComparison();
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < PolicyRun.Cases; number++)
            if (comparison.Compare(PolicyCase.Make(PolicyRun.Seed, number, PolicyRun.CallsPerCase)) is { } difference) Assert.Fail(difference);

        output.WriteLine($"{comparison.Compared} calls compared, {comparison.Refused} not (a rule was refused), {comparison.Compared / watch.Elapsed.TotalSeconds:F0} a second.");
        Assert.True(comparison.Compared > comparison.Refused, $"Rego could say too few policies: {comparison.Compared} calls against {comparison.Refused}.");
    }

    [Theory]
    [InlineData("no guard of a number", "\n[ \t]*is_number\\(value\\)", "")]
    [InlineData("no guard of a text", "\n[ \t]*is_string\\(value\\)", "")]
    [InlineData("a bound that is out", "value <= ", "value < ")]
    [InlineData("a bound that is in", "value > ", "value >= ")]
    [InlineData("bytes for code points", "count\\(value\\)", "count(crypto.hex(value))")]
    [InlineData("case does not count", "value in \\{", "lower(value) in {")]
    [InlineData("prefixes for suffixes", "any_suffix_match", "any_prefix_match")]
    [InlineData("any for every", "every ([^{\n]*)\\{", "some $1")]
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
            if (comparison.Compare(PolicyCase.Make(PolicyRun.Seed, number, 100)) is not null) return;
        Assert.Fail($"{fault}: not found in {comparison.Compared} calls; {changed} modules had the fault.");
    }
}
