using System.Diagnostics;
using System.Text.RegularExpressions;
using Aegis.Streams.IntegrationTests.Cli;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Tests.Facade.Wire;

namespace Aegis.Streams.IntegrationTests.Floods;

/// <summary>An instance with a facade as a process of its own, whose memory can be read. One for all tests of a class: what one flood leaves behind, the next would show.</summary>
public sealed class FloodedFacade : IDisposable
{
    private const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
        """;

    private const string OtherToken = "bystander";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-flood-");
    private readonly CliProcess _up;

    public FloodedFacade()
    {
        File.WriteAllText(PathOf("policy.yaml"), Policy);
        File.WriteAllText(PathOf("agents.jsonl"), """{"tenant":"acme","agent":"bot","state":"enabled"}""" + "\n");
        File.WriteAllText(PathOf("callers.yaml"), $"callers:\n{CallerOf(Token)}{CallerOf(OtherToken)}");
        _up = new CliProcess(
            "up", "--embedded", "--roles", "streams,facade", "--callers", PathOf("callers.yaml"), "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0", "--policies", PathOf("policy.yaml"), "--state-dir", _folder.FullName);
        _up.Error.WaitFor("RUNNING\n");
        _up.Error.WaitFor(", http");
        var found = Regex.Match(_up.Error.ToString(), "The facade listens on (http://[0-9.:]+), (http://[0-9.:]+)");
        (Grpc, Http) = (new Uri(found.Groups[1].Value), new Uri(found.Groups[2].Value.TrimEnd('.')));
        using var load = new CliCall("", "agents", "load", PathOf("agents.jsonl"), "--state-dir", _folder.FullName);
        Assert.Equal(0, load.ExitCode());
    }

    public Uri Grpc { get; }

    public Uri Http { get; }

    /// <summary>Gets the token of whoever floods.</summary>
    public string Token => "flooder";

    /// <summary>Gets the most memory that the process had so far, in MiB.</summary>
    public int PeakMiB => ReadStatus("VmHWM") / 1024;

    /// <summary>Asks over new connections of both doors, as a caller who has nothing to do with a flood.</summary>
    /// <returns>How long both answers took.</returns>
    internal async Task<TimeSpan> AskBesideAsync()
    {
        var clock = Stopwatch.StartNew();
        using var connection = await WireConnection.ConnectAsync(Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(OtherToken));
        await WireCall.SendAsync(connection, 1, WireCall.Frame([]));
        Assert.Equal("200/3", (await connection.ReadAnswerAsync(1)).Summary);
        using var plain = await PlainConnection.ConnectAsync(Http);
        var intent = """{"id":"i","tenant":"acme","agent":"bot","tool":"shop","action":"buy","call_class":"write","parameters":{}}""";
        var answer = await plain.AskAsync($"POST /v1/decide HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {OtherToken}\r\ncontent-type: application/json\r\ncontent-length: {intent.Length}\r\n\r\n{intent}");
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"deny\"", answer, StringComparison.Ordinal);
        return clock.Elapsed;
    }

    public void Dispose()
    {
        _up.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string CallerOf(string token) => $"  - {{name: {token}, token_sha256: {CallerRegister.HashOf(token)}, tenants: [acme]}}\n";

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private int ReadStatus(string name) => int.Parse(Regex.Match(File.ReadAllText($"/proc/{_up.ProcessId}/status"), $@"{name}:\s+(\d+) kB").Groups[1].Value);
}
