namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>`./aegis` builds what it runs, when it must and only then.</summary>
[Collection(nameof(ReadmeTests))]
public sealed class LauncherTests(Workspace workspace)
{
    private const string Builds = "aegis: building";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public void SecondRun_BuildsOnlyAfterASourceChanged()
    {
        workspace.Run("./aegis --version", Patience);

        Assert.DoesNotContain(Builds, workspace.Run("./aegis --version", Patience).Output, StringComparison.Ordinal);

        workspace.Run("touch src/Aegis.Streams.Cli/Program.cs", Patience);
        Assert.Contains(Builds, workspace.Run("./aegis --version", Patience).Output, StringComparison.Ordinal);
    }
}
