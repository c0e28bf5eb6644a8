using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Policy.Testing;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The policies that are handed out, under the tools of a real Open Policy Agent, and their tests decided by it.</summary>
public sealed class ExampleExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aegis-rego-").FullName;

    public static TheoryData<string> Sets =>
        [.. Directory.EnumerateDirectories(RepositoryFiles.PathOf("policies", "examples")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Export_PassesTheStrictCheckAndTheFormatter(string set)
    {
        var file = Path.Combine(_folder, "policy.rego");
        File.WriteAllText(file, RegoScene.Rego([.. Load(set).Documents]));

        var (output, errors, exitCode) = OpaBinary.Run(["check", "--strict", file]);
        Assert.True(exitCode == 0, $"{output}{errors}\n{File.ReadAllText(file)}");
        (output, errors, exitCode) = OpaBinary.Run(["fmt", "--fail", "--diff", file]);
        Assert.True(exitCode == 0, $"{output}{errors}");
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Tests_AreDecidedAlikeByOpenPolicyAgent(string set)
    {
        var policy = Load(set);
        var fixtures = FixtureLoader.Load(FixtureLoader.ReadFiles(Folder(set))).Fixtures;
        var questions = fixtures.Concat(FixtureLoader.Load(new PolicyFileReading([new PolicySource("generated.test.yaml", FixtureGenerator.Generate(policy))], [])).Fixtures).Select(fixture => fixture.Question).ToList();
        Assert.True(questions.Count >= 12);
        var facts = DerivedFacts.Of(policy.Documents);

        var decisions = OpaBatch.Evaluate(RegoScene.Rego([.. policy.Documents]), [.. questions.Select(question => Input(facts, question))]);

        Assert.Equal(questions.Select(question => Told(PolicyInquiry.Ask(policy, question).Trace!)), decisions.Select(decision => JsonSerializer.Serialize(decision)));
    }

    private static string Told(PolicyTrace trace) =>
        $$"""{"observed":[{{Names(trace.Observed)}}],"rules":[{{Names(trace.Applied)}}],"verdict":"{{OutcomeWords.Of(trace.Verdict.Outcome)}}"}""";

    private static string Names(IEnumerable<string> ids) => string.Join(',', ids.Order(StringComparer.Ordinal).Select(id => $"\"{id}\""));

    private static byte[] Input(DerivedFacts facts, PolicyQuestion question) => PolicyInput.Write(
        facts,
        new CallFacts
        {
            Tenant = question.Registration.Tenant,
            Agent = question.Registration.Agent,
            Groups = question.Registration.Groups,
            Roles = question.Registration.Roles,
            Attributes = question.Registration.Attributes,
            Tool = question.Tool,
            Action = question.Action,
            ClaimedClass = question.ClaimedClass == CallClass.Read ? ToolClass.Read : ToolClass.Write,
            EgressTarget = question.EgressTarget,
        },
        question.Parameters.IsEmpty ? "{}"u8.ToArray() : question.Parameters,
        question.DecisionTime,
        question.Environment);

    private static string Folder(string set) => RepositoryFiles.PathOf("policies", "examples", set);

    private static PolicySnapshot Load(string set)
    {
        var loading = PolicyLoader.Load(Folder(set));
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }
}
