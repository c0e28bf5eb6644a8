using System.Text.RegularExpressions;
using Aegis.Streams.Policy.Cedar;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Differential;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.IntegrationTests.Policy;

public sealed class CedarComparisonTests(ITestOutputHelper output)
{
    [Fact]
    public void PrintedPolicies_MeanTheSameToCedar()
    {
        using var engine = new CedarEngine();
        var comparison = new CedarComparison(engine);
        var said = PolicyRun.UntilCompared(
            PolicyRun.Calls, 1, number => comparison.Compare(PolicyCase.Make(PolicyRun.Seed, number, PolicyRun.CallsPerCase, GenerationProfile.Cedar)), () => comparison.Compared);

        output.WriteLine($"{said}; {comparison.Refused} not (a rule was refused).");
        Assert.True(comparison.Compared > comparison.Refused, $"Cedar could say too few policies: {comparison.Compared} calls against {comparison.Refused}.");
    }

    [Theory]
    [InlineData("""{"v":5}""", "deny")]
    [InlineData("""{"v":"x"}""", "deny")]
    [InlineData("""{"v":null}""", "deny")]
    [InlineData("""{"v":[]}""", "deny")]
    [InlineData("""{"v":{}}""", "allow")]
    [InlineData("""{"v":{"x":1}}""", "allow")]
    [InlineData("""{"w":{}}""", "deny")]
    [InlineData("""{"w":[]}""", "allow")]
    [InlineData("""{"w":[{},{"x":1}]}""", "allow")]
    [InlineData("""{"w":[{"x":1},1]}""", "deny")]
    [InlineData("""{"w":[[]]}""", "deny")]
    public void NamedPart_MakesKnownWhatItIsInAndNoOtherValueInItsPlace(string parameters, string outcome)
    {
        var permit = new PolicyRule { Id = "p/permit", Effect = RuleEffect.Permit, Accepts = [RegoScene.Path("v.x"), RegoScene.Path("w[*].x")] };
        var call = new GeneratedCall { Tenant = "acme", Agent = "a", Tool = "crm", Action = "order", Parameters = parameters };
        using var engine = new CedarEngine();

        var answers = engine.Ask(
            [CedarPrinter.Print([new PolicyDocument { Name = "p", Rules = [permit] }]).Permissions], [CedarContext.Write(call.ToIntent(), call.ToRegistration(), environment: null)]);

        Assert.StartsWith(outcome, answers[0][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no guard of a number", "context\\.(floor|ceiling) has \"[^\"]*\" && ", "")]
    [InlineData("no guard of a text", "context\\.text has \"[^\"]*\" && ", "")]
    [InlineData("a bound that is out", " <= ", " < ")]
    [InlineData("a bound that is in", " > ", " >= ")]
    [InlineData("fractions cut off", "context\\.ceiling\\[", "context.floor[")]
    [InlineData("no unknown parameters", "\\[[^\\]]*\\]\\.containsAll\\([^)]*\\)", "true")]
    [InlineData("anything in place of an object or array", "\\(!\\(context\\.kind has \"[^\"]*\"\\) \\|\\| \\[[^)]*\\)\\)", "true")]
    [InlineData("anything in place of one that is an item", "\\(!\\(context\\.kinds has \"[^\"]*\"\\) \\|\\| \\[[^)]*\\)\\)", "true")]
    [InlineData("a star over separators", "!\\(context\\.(tool|action|agent) like \"[^\"]*\"\\)", "true")]
    [InlineData("undecided counts for the call", "(?s)^(@id[^\n]*\n(?:forbid|permit) [^\n]*\n)when \\{ !\\((.*)\\) \\};", "$1when { !($2) && context.names[\"parameters\"].contains(\"discount\") };")]
    [InlineData("suffixes for prefixes", "like \"\\*([^\"*]+)\"", "like \"$1*\"")]
    [InlineData("any for all", " && ", " || ")]
    [InlineData("an item too many", "context\\.size\\[([^\\]]*)\\] <= ", "context.size[$1] - 1 <= ")]
    [InlineData("no class", "context\\.class == \"read\"", "true")]
    public void PlantedFault_IsFound(string fault, string pattern, string replacement) =>
        AssertFound(fault, policy => policy with { Text = Regex.Replace(policy.Text, pattern, replacement, RegexOptions.None, TimeSpan.FromSeconds(5)) });

    [Fact]
    public void ForgottenForbid_IsFound() => AssertFound("a forgotten forbid", policy => policy.Text.Contains("\nforbid", StringComparison.Ordinal) && !IsLayer(policy) ? null : policy);

    [Fact]
    public void ForgottenLayer_IsFound() => AssertFound("a forgotten layer", policy => IsLayer(policy) ? null : policy);

    private static bool IsLayer(CedarPolicy policy) => policy.Id.StartsWith("layer:", StringComparison.Ordinal);

    private static void AssertFound(string fault, Func<CedarPolicy, CedarPolicy?> change)
    {
        const int most = 150;
        using var engine = new CedarEngine();
        var comparison = new CedarComparison(engine, change);
        for (var number = 0; number < most; number++)
            if (comparison.Compare(PolicyCase.Make(PolicyRun.Seed, number, 40, GenerationProfile.Cedar)) is not null) return;
        Assert.Fail($"{fault}: not found in {comparison.Compared} calls from seed {PolicyRun.Seed} on.");
    }
}
