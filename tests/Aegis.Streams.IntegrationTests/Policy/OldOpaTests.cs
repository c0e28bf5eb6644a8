using System.Text;
using System.Text.Json;
using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The same modules in Open Policy Agent 0.47, three years older.</summary>
public sealed class OldOpaTests
{
    [Fact]
    public void NumbersAndTypes_AreDecidedAsLiteralsSay()
    {
        var document = Document(
            Rule(RuleEffect.Permit, Parameter("v", AtMost("25"))), Rule(RuleEffect.Forbid, Parameter("v", new OneOf([new NumberLiteral(Number("0"))]))));
        (string Arguments, string Decision)[] cases =
        [
            ("{}", """{"verdict":"deny","rules":["p/forbid"],"observed":[]}"""),
            ("""{"v":null}""", """{"verdict":"deny","rules":["p/forbid"],"observed":[]}"""),
            ("""{"v":"20"}""", """{"verdict":"deny","rules":["p/forbid"],"observed":[]}"""),
            ("""{"v":25.0}""", """{"verdict":"allow","rules":["p/permit"],"observed":[]}"""),
            ("""{"v":25.00000000000000000001}""", """{"verdict":"deny","rules":[],"observed":[]}"""),
            ("""{"v":-0.0}""", """{"verdict":"deny","rules":["p/forbid","p/permit"],"observed":[]}"""),
            ("""{"v":1}""", """{"verdict":"deny","rules":["p/permit"],"observed":[]}"""), // Wrong, to see that it is found.
        ];
        var facts = DerivedFacts.Of([document]);

        var different = Compare(Rego(document), [.. cases.Select(one => (PolicyInput.Write(facts, Call, Encoding.UTF8.GetBytes(one.Arguments), DecisionTime, null), one.Decision))]);

        Assert.Equal(["6"], different);
    }

    [Fact]
    public void EveryKindOfCondition_IsDecidedAsByTheNewOne()
    {
        var random = new Random(20261128);
        var facts = DerivedFacts.Of([RegoSample.EachCondition]);
        var call = Call with { Groups = ["sales"], Roles = ["admin:all"], EgressTarget = "https://api.example.com/x", Attributes = Call.Attributes.Add("region", "eu") };
        var inputs = Enumerable.Range(0, 60).Select(_ => PolicyInput.Write(facts, call, Encoding.UTF8.GetBytes(RegoSample.Arguments(random)), DecisionTime, "production")).ToArray();
        var rego = Rego(RegoSample.EachCondition);
        var decisions = OpaBatch.Evaluate(rego, inputs).Select(decision => decision.GetRawText()).ToArray();
        Assert.True(decisions.Distinct().Count() > 20);
        decisions[7] = """{"verdict":"allow"}""";

        Assert.Equal(["7"], Compare(rego, [.. inputs.Zip(decisions)]));
    }

    private static string[] Compare(string rego, (byte[] Input, string Expected)[] cases)
    {
        var (lines, exitCode) = NodeScript.Run(
            ["opa-047.mjs"], [JsonSerializer.Serialize(rego), .. cases.Select(one => JsonSerializer.Serialize(new { input = Encoding.UTF8.GetString(one.Input), expected = one.Expected }))]);
        Assert.True(exitCode == 0, string.Join('\n', lines));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
