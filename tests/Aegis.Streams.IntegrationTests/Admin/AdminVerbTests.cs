using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aegis.Streams.IntegrationTests.Cli;

namespace Aegis.Streams.IntegrationTests.Admin;

/// <summary>`aegis up --admin-listen` as a process of its own, and `aegis admin` beside it.</summary>
public sealed class AdminVerbTests : IDisposable
{
    private const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
        """;

    private const int Decisions = 7;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-admin-");

    private string Folder => _folder.FullName;

    [Fact]
    public void Verbs_TellWhatTheInstanceIsAndDrainIt()
    {
        File.WriteAllText(PathOf("policy.yaml"), Policy);
        using var up = new CliProcess(
            "up", "--embedded", "--roles", "streams,facade", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--policies", PathOf("policy.yaml"), "--state-dir", Folder, "-X", "client.id=s3cret-id");
        up.Error.WaitFor("RUNNING\n");
        up.Error.WaitFor("the admin port at ");

        var state = Json(0, "state");
        Assert.Equal(("running", true, """["streams","facade"]"""), (state.GetProperty("state").GetString(), state.GetProperty("ready").GetBoolean(), state.GetProperty("roles").GetRawText()));
        Assert.Contains("ready: true", Text(0, "state"), StringComparison.Ordinal);
        Assert.Contains("aegis.intents", Text(0, "partitions"), StringComparison.Ordinal);
        Assert.Matches(@"aegis\.agents +true", Text(0, "tables"));
        Assert.Matches("revision: [0-9a-f]{64}", Text(0, "policy"));
        Assert.Matches(@"--roles +true +streams,facade", Text(0, "config"));
        Assert.DoesNotContain("s3cret", Text(0, "config"), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("admin.token")));

        CountDecisions(up);

        Assert.Equal("information", Json(0, "log-level").GetProperty("level").GetString());
        Assert.Equal("warning", Json(0, "log-level", "warning").GetProperty("level").GetString());
        Assert.Contains("Admin: the log level is warning from now on, by order from 127.0.0.1; it was information.", up.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("warning", Json(0, "log-level").GetProperty("level").GetString());

        Assert.True(Json(0, "drain").GetProperty("drained").GetBoolean());
        Assert.Equal("""["draining"]""", Json(0, "state").GetProperty("missing").GetRawText());
        Assert.Contains("Admin: the facade drains by order from 127.0.0.1; 0 calls are under way.", up.Error.ToString(), StringComparison.Ordinal);

        up.Signal("TERM");
        Assert.Equal(0, up.ExitCode());
        Assert.False(File.Exists(PathOf("admin.json")));
        using var gone = Admin("state");
        Assert.Equal(64, gone.ExitCode());
    }

    [Theory]
    [InlineData("--admin-listen 0.0.0.0:9490 is not loopback", "--admin-listen", "0.0.0.0:9490")]
    [InlineData("--admin-client-ca needs --tls-cert and --tls-key", "--admin-listen", "0.0.0.0:9490", "--admin-client-ca", "ca.pem")]
    [InlineData("--admin-client-ca and --admin-exposed go with --admin-listen", "--admin-exposed")]
    [InlineData("--engine streamiz has nothing that it could tell of", "--admin-listen", "127.0.0.1:0", "--engine", "streamiz", "--bootstrap-servers", "127.0.0.1:1")]
    [InlineData("--bundle-key and --unsigned-bundles exclude each other", "--roles", "streams,facade", "--bundle-key", "k.pem", "--unsigned-bundles", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0")]
    [InlineData("--http-listen goes with the role facade: say --roles streams,facade too, or leave it out", "--roles", "streams", "--http-listen", "127.0.0.1:0")]
    [InlineData("--tls-cert goes with the role facade", "--roles", "streams", "--tls-cert", "c.pem", "--tls-key", "k.pem")]
    [InlineData("--max-wait must be more than 0s", "--roles", "streams,facade", "--max-wait", "0s")]
    [InlineData("--callers goes with the role facade", "--engine", "streamiz", "--bootstrap-servers", "127.0.0.1:1", "--callers", "c.yaml")]
    [InlineData("--bundle-key: the signing key /nowhere/k.pem", "--roles", "streams,facade", "--bundle-key", "/nowhere/k.pem", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0")]
    public void OptionsThatDoNotFit_AreRefused(string message, params string[] args)
    {
        string[] broker = args.Contains("--engine") ? [] : ["--embedded"];
        using var up = new CliCall("", ["up", .. broker, "--state-dir", Folder, .. args]);

        Assert.Equal(64, up.ExitCode());
        Assert.Contains(message, up.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TokenThatOthersMayRead_IsNoSecret()
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(PathOf("admin.token"), "token\n");
        File.SetUnixFileMode(PathOf("admin.token"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var up = new CliCall("", "up", "--embedded", "--admin-listen", "127.0.0.1:0", "--state-dir", Folder);

        Assert.Equal(1, up.ExitCode());
        Assert.Contains("admin.token is open to others", up.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Makes decisions and finds their number among the metrics: the process is this test's alone.</summary>
    private void CountDecisions(CliProcess up)
    {
        var door = new Uri(Regex.Match(up.Error.ToString(), "The facade listens on https?://[0-9.:]+, (https?://[0-9.]+:[0-9]+)").Groups[1].Value);
        var admin = JsonDocument.Parse(File.ReadAllText(PathOf("admin.json"))).RootElement.GetProperty("url").GetString()!;
        using var http = new HttpClient();
        for (var i = 0; i < Decisions; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(door, "/v1/decide")) { Content = new StringContent("""{"id":"i-1","tenant":"acme","agent":"nobody","tool":"crm","action":"read"}""") };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(PathOf("caller.token")).Trim());
            using var answer = http.Send(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Contains("\naegis_decisions_total{otel_scope_name=\"Aegis.Streams\",outcome=\"deny\",replayed=\"false\"} 7\n", Scrape(admin, "admin.token"), StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", Scrape(door.ToString(), "caller.token"), StringComparison.Ordinal);

        string Scrape(string address, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), "/metrics"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(PathOf(token)).Trim());
            using var answer = http.Send(request);
            using var reader = new StreamReader(answer.Content.ReadAsStream());
            return reader.ReadToEnd();
        }
    }

    private string PathOf(string name) => Path.Combine(Folder, name);

    private CliCall Admin(params string[] args) => new("", ["admin", .. args, "--state-dir", Folder]);

    private string Text(int exitCode, params string[] args)
    {
        using var call = Admin(args);
        Assert.True(call.ExitCode() == exitCode, call.Error.ToString());
        return call.Output.ToString();
    }

    private JsonElement Json(int exitCode, params string[] args) => JsonDocument.Parse(Text(exitCode, [.. args, "--json"])).RootElement;
}
