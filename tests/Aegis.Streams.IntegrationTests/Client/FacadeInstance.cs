using System.Text.RegularExpressions;
using Aegis.Streams.Client;
using Aegis.Streams.IntegrationTests.Cli;

namespace Aegis.Streams.IntegrationTests.Client;

/// <summary>A running `aegis up --embedded --roles streams,facade` in this process, with one agent and policies that give each of the four answers.</summary>
public sealed class FacadeInstance : IDisposable
{
    private const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        dlp_profiles:
          - {name: strict, operators: {CREDIT_CARD: block}}
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
          - {id: ask, effect: require_approval, what: {actions: delete}}
          - {id: redact, effect: sanitize, dlp: {profile: strict}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-facade-");
    private readonly CliCall _up;

    public FacadeInstance()
        : this([])
    {
    }

    internal FacadeInstance(string[] more)
    {
        File.WriteAllText(Path.Combine(Folder, "policy.yaml"), Policy);
        File.WriteAllText(Path.Combine(Folder, "agents.jsonl"), """{"tenant":"acme","agent":"bot","state":"enabled"}""" + "\n");
        _up = Call(["up", "--embedded", "--roles", "streams,facade", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0", "--policies", Path.Combine(Folder, "policy.yaml"), .. more]);
        _up.Error.WaitFor("RUNNING\n");
        _up.Error.WaitFor("The facade listens on ");
        _up.Error.WaitFor(", http");
        Address = new Uri(Regex.Match(_up.Error.ToString(), "The facade listens on (https?://[0-9.:]+), http").Groups[1].Value);
        using var load = Call("agents", "load", Path.Combine(Folder, "agents.jsonl"));
        Assert.Equal(0, load.ExitCode());
    }

    public string Folder => _folder.FullName;

    /// <summary>Gets where gRPC is served.</summary>
    public Uri Address { get; }

    public string Token => File.ReadAllText(Path.Combine(Folder, "caller.token")).Trim();

    /// <summary>Waits until the table of agents has been read: an instance learns of a registration a moment after it was written.</summary>
    public static async Task AwaitAgentAsync(AegisClient client)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(60);
        while (!(await client.DecideAsync(Questions.Intent("warm-up", "read"), deadline: TimeSpan.FromSeconds(20))).IsAllowed) Assert.True(DateTime.UtcNow < deadline, "The agent does not become known.");
    }

    internal CliCall Call(params string[] args) => CallWith("", args);

    internal CliCall CallWith(string input, params string[] args) => new(input, [.. args, "--state-dir", Folder]);

    public void Dispose()
    {
        _up.Dispose();
        _folder.Delete(recursive: true);
    }
}
