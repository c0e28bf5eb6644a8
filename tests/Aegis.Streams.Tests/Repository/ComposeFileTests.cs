using System.Text.RegularExpressions;
using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Repository;

/// <summary>Resolves whatever `docker-compose.yml` names, since no test can start it everywhere.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly ComposeFile Compose = ComposeFile.Load();

    public static TheoryData<string> Services => [.. Compose.Services.Keys];

    public static TheoryData<string> AegisServices => [.. Compose.Services.Where(service => service.Value.ContainsKey("build")).Select(service => service.Key)];

    [Fact]
    public void ItHasKafkaARegistryAndAegis() =>
        Assert.Equal(["aegis", "agents", "catalog", "kafka", "registry", "topics"], Compose.Services.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void EveryVariable_HasADefault()
    {
        Assert.Equal(["AEGIS_KAFKA_PORT", "AEGIS_REGISTRY_PORT"], Compose.Variables.Select(variable => variable.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Compose.Variables, variable => Assert.True(variable.HasDefault, variable.Name));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Image_IsPinnedToAVersion(string service) =>
        Assert.Matches("^[a-z/-]+:[0-9]+[.][0-9]+[.][0-9]+$", (string)Compose.Services[service]["image"]);

    [Fact]
    public void Ports_AreOnLoopbackAndTakenOnce()
    {
        var ports = Compose.Services.Values.SelectMany(service => ComposeFile.Texts(service, "ports")).Select(port => port.Split(':')).ToList();

        Assert.All(ports, port => Assert.Equal("127.0.0.1", port[0]));
        Assert.Equal(["8081", "9092"], ports.Select(port => port[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Dependencies_CanBeMet(string service)
    {
        foreach (var (name, condition) in ComposeFile.Map(Compose.Services[service].GetValueOrDefault("depends_on")))
        {
            var needed = Assert.Contains((string)name, Compose.Services);
            var isOnce = needed.ContainsKey("build") && !needed.ContainsKey("restart");
            switch (ComposeFile.Map(condition)["condition"])
            {
                case "service_healthy": Assert.Contains("healthcheck", needed); break;
                case "service_completed_successfully": Assert.True(isOnce, $"{name} does not end"); break;
                default: Assert.Fail($"{service} waits for {name} in a way that this test does not know."); break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Volumes_AreDeclared(string service) =>
        Assert.All(ComposeFile.Texts(Compose.Services[service], "volumes"), volume => Assert.Contains(volume.Split(':')[0], Compose.Volumes));

    [Theory]
    [MemberData(nameof(Services))]
    public void Addresses_LeadToAPortThatAServiceListensOn(string service)
    {
        var texts = ComposeFile.Map(Compose.Services[service].GetValueOrDefault("environment")).Values.Cast<string>()
            .Concat(ComposeFile.Texts(ComposeFile.Map(Compose.Services[service].GetValueOrDefault("healthcheck")), "test"));
        foreach (Match address in texts.SelectMany(text => Address().Matches(text)))
        {
            var (host, port) = (address.Groups["host"].Value, address.Groups["port"].Value);
            Assert.True(Listens(Compose.Services[host], port), $"{service} names {host}:{port}, where nobody listens");
        }
    }

    [Theory]
    [MemberData(nameof(AegisServices))]
    public void Command_IsOneThatTheProgramKnows(string service)
    {
        var host = new CliHost { Input = Stream.Null, Output = TextWriter.Null, Error = TextWriter.Null, Variable = _ => null };
        var words = ComposeFile.Texts(Compose.Services[service], "command").ToList();

        Assert.Empty(AegisCli.Compose(new GlobalOptions(), host).Parse(words).Errors.Select(error => error.Message));
        foreach (var path in words.Where(word => !word.StartsWith('/') && word.Contains('/', StringComparison.Ordinal)))
            Assert.True(Path.Exists(RepositoryFiles.PathOf(path)), $"{service} names {path}, which is not there");
    }

    [Theory]
    [MemberData(nameof(AegisServices))]
    public void Aegis_RunsWithoutRightsThatItDoesNotNeed(string service)
    {
        var settings = Compose.Services[service];

        Assert.Equal("true", settings["read_only"]);
        Assert.Equal(["ALL"], ComposeFile.Texts(settings, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], ComposeFile.Texts(settings, "security_opt"));
    }

    [Fact]
    public void NothingLooksLikeASecret()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docker-compose.yml"));

        Assert.DoesNotMatch("(?i)(password|secret_key|token|api_?key)[\"']?[:=]", text);
    }

    private static bool Listens(Dictionary<object, object> service, string port)
    {
        var listeners = (string?)ComposeFile.Map(service.GetValueOrDefault("environment")).GetValueOrDefault("KAFKA_LISTENERS") ?? "";
        return listeners.Split(',').Any(listener => listener.EndsWith($":{port}", StringComparison.Ordinal))
            || ComposeFile.Texts(service, "ports").Any(published => published.EndsWith($":{port}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<host>kafka|registry):(?<port>[0-9]+)")]
    private static partial Regex Address();
}
