using System.Text;
using System.Text.RegularExpressions;
using Aegis.Streams.IntegrationTests.Cli;
using Aegis.Streams.IntegrationTests.Policy;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Rego;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Bundles;

/// <summary>A stock Open Policy Agent that follows what an instance decides by, over long polls.</summary>
public sealed class OpaFollowTests : IDisposable
{
    private const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: few, effect: permit, when: [{parameter: v, type: number, max: LIMIT}]}
        """;

    // Far below the poll of an agent that does not wait (60 s and more), far above what it takes.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-follow-");
    private readonly List<IDisposable> _running = [];
    private CliCall _up = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _folder.FullName;

    [Fact]
    public async Task NewPublication_IsWhatTheAgentDecidesByWithinSeconds()
    {
        OpaBinary.Require();
        Start("--bundle-key", Key("bundles", ".key.pem"), "--bundle-scope", "production");
        Publish("25");
        var opa = await FollowAsync(FindHttp());
        Assert.Equal("deny", await VerdictAsync(opa, "26"));
        Assert.Equal("allow", await VerdictAsync(opa, "25"));

        Publish("30");

        await Until(async () => await VerdictAsync(opa, "26") == "allow");
        Assert.Equal("deny", await VerdictAsync(opa, "31"));
    }

    [Fact]
    public async Task ChangedOrUnsignedBundle_IsRefusedAndTheAgentKeepsItsLast()
    {
        OpaBinary.Require();
        Start("--bundle-key", Key("bundles", ".key.pem"), "--bundle-scope", "production");
        Publish("25");
        await using var proxy = await BundleProxy.StartAsync(FindHttp());
        var opa = await FollowAsync(proxy.Address);
        Assert.Equal("deny", await VerdictAsync(opa, "31"));

        // Somebody comes between who lets everything through.
        proxy.Change = files => files.Select(file => file.Name == "policy.rego" ? file with { Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Content.Span).Replace("30", "99", StringComparison.Ordinal)) } : file);
        Publish("30");
        await Until(() => Task.FromResult(proxy.ChangedBundles >= 2));
        Assert.Equal(("deny", "deny"), (await VerdictAsync(opa, "26"), await VerdictAsync(opa, "31")));

        // Or takes the signature away.
        proxy.Change = files => files.Where(file => file.Name != BundleFile.Signatures);
        var before = proxy.ChangedBundles;
        await Until(() => Task.FromResult(proxy.ChangedBundles >= before + 2));
        Assert.Equal("deny", await VerdictAsync(opa, "26"));

        // And goes away again.
        proxy.Change = null;
        await Until(async () => await VerdictAsync(opa, "26") == "allow");
    }

    [Fact]
    public async Task UnsignedBundles_AreServedOnlyIfSaidSo_AndAnAgentWithAKeyTakesNone()
    {
        OpaBinary.Require();
        var up = Start("--unsigned-bundles");
        Publish("25");
        var http = FindHttp();
        Assert.Contains("bundles are not signed", up.Error.ToString(), StringComparison.Ordinal);

        // It never becomes ready, so its own deadline ends the wait.
        var (server, log) = await OpaServer.StartAsync(Cancellation, "--config-file", Configure(http));

        using (server) Assert.Null(server);
        Assert.Contains("missing .signatures.json file", log, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _running.Reverse();
        foreach (var running in _running) running.Dispose();
        _folder.Delete(recursive: true);
    }

    private CliCall Start(params string[] more)
    {
        foreach (var name in new[] { "policies", "bundles" }) Run("policy", "keygen", "--out", System.IO.Path.Combine(Folder, name));
        _up = new CliCall("", [
            "up", "--embedded", "--roles", "streams,facade", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0", "--policy-keys", System.IO.Path.Combine(Folder, "policies"), "--state-dir", Folder, .. more.Select(KeyOf)]);
        _running.Add(_up);
        _up.Error.WaitFor("RUNNING\n");
        _up.Error.WaitFor(", http");
        return _up;
    }

    /// <summary>Names a file that is made only later.</summary>
    private static string Key(string folder, string ending) => $"{folder}*{ending}";

    private string KeyOf(string argument) => argument.Contains('*', StringComparison.Ordinal) ? Find(argument) : argument;

    private string Find(string pattern) => Directory.GetFiles(System.IO.Path.Combine(Folder, pattern.Split('*')[0]), $"*{pattern.Split('*')[1]}").Single();

    private void Publish(string limit)
    {
        var file = System.IO.Path.Combine(Folder, $"policy-{limit}.yaml");
        File.WriteAllText(file, Policy.Replace("LIMIT", limit, StringComparison.Ordinal));
        Run("policy", "publish", file, "--key", Find(Key("policies", ".key.pem")), "--author", "ann", "--state-dir", Folder);
    }

    private void Run(params string[] args)
    {
        using var call = new CliCall("", args);
        Assert.True(call.ExitCode() == 0, call.Error.ToString());
    }

    private Uri FindHttp() => new(Regex.Match(_up.Error.ToString(), "The facade listens on https?://[0-9.:]+, (https?://[0-9.]+:[0-9]+)").Groups[1].Value);

    private async Task<OpaServer> FollowAsync(Uri service)
    {
        var (server, log) = await OpaServer.StartAsync(Cancellation, "--config-file", Configure(service));
        Assert.True(server is not null, log);
        _running.Add(server);
        return server;
    }

    private string Configure(Uri service)
    {
        var pem = File.ReadAllText(Find(Key("bundles", ".pub.pem")));
        using var signer = BundleSigner.FromPem(File.ReadAllText(Find(Key("bundles", ".key.pem"))));
        var file = System.IO.Path.Combine(Folder, "opa.yaml");
        File.WriteAllText(file, $$$"""
            services:
              aegis:
                url: {{{service.ToString().TrimEnd('/')}}}
                credentials: {bearer: {token: "{{{File.ReadAllText(System.IO.Path.Combine(Folder, "caller.token")).Trim()}}}"}}
            bundles:
              policy:
                service: aegis
                resource: v1/bundles/policy
                polling: {min_delay_seconds: 1, max_delay_seconds: 1, long_polling_timeout_seconds: 30}
                signing: {keyid: {{{signer.KeyId}}}, scope: production}
            keys:
              {{{signer.KeyId}}}: {algorithm: ES256, key: "{{{pem.Trim().Replace("\n", "\\n", StringComparison.Ordinal)}}}"}
            """);
        return file;
    }

    private static async Task<string> VerdictAsync(OpaServer opa, string value)
    {
        var documents = PolicyLoader.LoadDocuments([new PolicySource("p.yaml", Policy.Replace("LIMIT", "25", StringComparison.Ordinal))]).Documents!.Value;
        var input = PolicyInput.Write(DerivedFacts.Of(documents), Call, Encoding.UTF8.GetBytes($"{{\"v\":{value}}}"), DecisionTime, null);
        return (await opa.DecideAsync(input, Cancellation)).GetProperty("verdict").GetString()!;
    }

    private static async Task Until(Func<Task<bool>> isReached)
    {
        for (var deadline = DateTime.UtcNow + Soon; !await isReached(); await Task.Delay(50, Cancellation)) Assert.True(DateTime.UtcNow < deadline, "The agent does not follow.");
    }
}
