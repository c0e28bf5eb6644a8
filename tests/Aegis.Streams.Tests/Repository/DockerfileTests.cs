using System.Text.Json;

namespace Aegis.Streams.Tests.Repository;

public sealed class DockerfileTests
{
    private static readonly string[] Lines = [.. File.ReadAllText(RepositoryFiles.PathOf("Dockerfile"))
        .Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void Images_ArePinnedToAVersion() => Assert.All(Instructions("FROM"), image => Assert.Matches(":[0-9]+[.][0-9]+[.][0-9]+-[a-z-]+( AS [a-z]+)?$", image));

    [Fact]
    public void EveryCopiedPath_IsInTheRepositoryAndReachesTheBuilder()
    {
        var sent = File.ReadAllLines(RepositoryFiles.PathOf(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var sources = Instructions("COPY").Where(copy => !copy.StartsWith("--from=", StringComparison.Ordinal)).SelectMany(copy => copy.Split(' ')[..^1]).ToList();

        Assert.Contains("src", sources);
        Assert.All(sources, source => Assert.True(Path.Exists(RepositoryFiles.PathOf(source)), source));
        Assert.Equal(sent.Order(StringComparer.Ordinal), sources.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EverythingThatTheProgramIsBuiltFrom_IsCopied()
    {
        var project = File.ReadAllText(RepositoryFiles.PathOf("src", "Aegis.Streams.Protocol", "Aegis.Streams.Protocol.csproj"));

        Assert.Contains("../../proto/", project, StringComparison.Ordinal);
        Assert.Contains("proto proto", Instructions("COPY"));
        Assert.Contains("global.json Directory.Build.props Directory.Packages.props ./", Instructions("COPY"));
    }

    /// <summary>The image named `runtime` has no ASP.NET: the program would end before its first line.</summary>
    [Fact]
    public void Image_HasTheFrameworksThatTheProgramNames()
    {
        using var configuration = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "aegis.runtimeconfig.json")));
        var options = configuration.RootElement.GetProperty("runtimeOptions");
        var frameworks = options.GetProperty("frameworks").EnumerateArray().Select(framework => framework.GetProperty("name").GetString());

        Assert.Equal(["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"], frameworks);
        Assert.StartsWith("mcr.microsoft.com/dotnet/aspnet:10.0.", Instructions("FROM").Last(), StringComparison.Ordinal);

        // What the tests of the wire try of their own process holds for the program.
        Assert.True(options.GetProperty("configProperties").GetProperty("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators").GetBoolean());
    }

    [Fact]
    public void Container_RunsWithoutRootAndSaysHowItIs()
    {
        Assert.Equal(["$APP_UID"], Instructions("USER"));
        Assert.Single(Instructions("HEALTHCHECK"));
        Assert.Equal(["""["dotnet", "bin/aegis.dll"]"""], Instructions("ENTRYPOINT"));
    }

    private static IEnumerable<string> Instructions(string name) =>
        Lines.Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..].Trim());
}
