using System.Text;
using System.Text.Json;
using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Differential;
using Aegis.Streams.Tests.Policy.Reference;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The same modules in Open Policy Agent 0.47, three years older.</summary>
public sealed class OldOpaTests(ITestOutputHelper output)
{
    // It takes some 20 times as long for a call as the new one does.
    private const int PartOfRun = 25;

    // Its start costs seconds.
    private const int CasesPerProcess = 10;

    [Fact]
    public void PrintedPolicies_MeanTheSame()
    {
        var (compared, refused) = (0, 0);
        var said = PolicyRun.UntilCompared(PolicyRun.Calls / PartOfRun, CasesPerProcess, number => CompareCases(number, ref compared, ref refused), () => compared);

        output.WriteLine($"{said}; {refused} not (a rule was refused).");
        Assert.True(compared > refused, $"Rego could say too few policies: {compared} calls against {refused}.");
    }

    [Fact]
    public void ForgottenForbid_IsFoundAmongGeneratedCalls()
    {
        var made = Enumerable.Range(0, CasesPerProcess).Select(number => PolicyCase.Make(PolicyRun.Seed, number, PolicyRun.CallsPerCase)).ToList();
        var sets = SetsOf(made, module => module.Replace("count(aegis_forbids) < 1", "true", StringComparison.Ordinal), out _);

        Assert.NotEmpty(Compare([.. sets.Select(set => (set.Rego, set.Cases))]));
    }

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

    private static string? CompareCases(int number, ref int compared, ref int refused)
    {
        var made = Enumerable.Range(number, CasesPerProcess).Select(one => PolicyCase.Make(PolicyRun.Seed, one, PolicyRun.CallsPerCase)).ToList();
        var sets = SetsOf(made, module => module, out var left);
        refused += left;
        if (sets.Count == 0) return null;
        compared += sets.Sum(set => set.Cases.Length);
        var different = Compare([.. sets.Select(set => (set.Rego, set.Cases))]);
        if (different.Length == 0) return null;
        var call = different.Select(int.Parse).Min();
        var found = sets.First(set => (call -= set.Cases.Length) < 0);
        return $"{found.Case.Describe(found.Calls[call + found.Cases.Length])}\nOPA 0.47 decides otherwise by\n{found.Rego}";
    }

    private static List<(PolicyCase Case, List<int> Calls, string Rego, (byte[] Input, string Expected)[] Cases)> SetsOf(IEnumerable<PolicyCase> made, Func<string, string> change, out int refused)
    {
        var sets = new List<(PolicyCase, List<int>, string, (byte[], string)[])>();
        refused = 0;
        foreach (var one in made)
        {
            if (RegoExport.Of(one.Documents).Text is not { } module)
            {
                refused += one.Calls.Length;
                continue;
            }

            var calls = OpaComparison.Readable(one);
            sets.Add((one, calls, change(module), [.. OpaComparison.Inputs(one, calls).Zip(calls, (input, call) => (input, Expected(one.Answers[call])))]));
        }

        return sets;
    }

    private static string Expected(Answer answer) => JsonSerializer.Serialize(new
    {
        verdict = answer.Verdict switch { DecisionOutcome.Allow => "allow", DecisionOutcome.Sanitize => "sanitize", DecisionOutcome.ApprovalNeeded => "approval_needed", _ => "deny" },
        rules = answer.Applied.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        observed = answer.Observed.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    });

    private static string[] Compare(string rego, (byte[] Input, string Expected)[] cases) => Compare([(rego, cases)]);

    private static string[] Compare(IEnumerable<(string Rego, (byte[] Input, string Expected)[] Cases)> sets)
    {
        var (lines, exitCode) = NodeScript.Run(["opa-047.mjs"], [.. sets.SelectMany(set => set.Cases
            .Select(one => JsonSerializer.Serialize(new { input = Encoding.UTF8.GetString(one.Input), expected = one.Expected })).Prepend(JsonSerializer.Serialize(set.Rego)))]);
        Assert.True(exitCode == 0, string.Join('\n', lines));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
