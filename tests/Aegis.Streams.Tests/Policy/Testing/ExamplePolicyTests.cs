using System.Collections.Immutable;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language.Formatting;
using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Tests.Policy.Testing;

/// <summary>The policies that are handed out keep what their tests say.</summary>
public sealed class ExamplePolicyTests
{
    public static TheoryData<string> Sets =>
        [.. Directory.EnumerateDirectories(RepositoryFiles.PathOf("policies", "examples")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void EverySet_IsThere() =>
        Assert.Equal(["analyst", "crm", "llm", "mssp", "outreach", "payments", "prospects", "quotes"], Sets.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Tests_Pass(string set)
    {
        var run = PolicyTestRun.Run(Load(set), Fixtures(set));

        Assert.True(run.Results.Length >= 6);
        Assert.Equal([], run.Results.SelectMany(result => result.Failures.Select(failure => $"{result.Fixture.Name}: {failure}")));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void GeneratedTests_PassAndReachNearlyEveryBound(string set)
    {
        var policy = Load(set);
        var generated = TestTexts.Load(FixtureGenerator.Generate(policy));
        Assert.Empty(generated.Errors);

        var run = PolicyTestRun.Run(policy, [.. Fixtures(set), .. generated.Fixtures]);

        Assert.Equal(0, run.Failed);
        Assert.True(run.Coverage.Percent >= 94, $"{set}: {run.Coverage.Percent} %");
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Files_AreFormatted(string set) =>
        Assert.All(PolicyLoader.ReadFiles(Folder(set)).Sources, source => Assert.Equal(source.Text, PolicyFormatter.Format(source).Text));

    private static string Folder(string set) => RepositoryFiles.PathOf("policies", "examples", set);

    private static PolicySnapshot Load(string set)
    {
        var loading = PolicyLoader.Load(Folder(set));
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    private static ImmutableArray<PolicyFixture> Fixtures(string set)
    {
        var loading = FixtureLoader.Load(FixtureLoader.ReadFiles(Folder(set)));
        Assert.Empty(loading.Errors);
        return loading.Fixtures;
    }
}
