using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Cli;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Kafka.Librdkafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>A real broker of its own, and instances that bring calls to each other; started once for all tests, by the first of them: where there is no broker, tests are skipped, and a fixture cannot be.</summary>
public sealed class PeerFaultScene : IDisposable
{
    public const string Tenant = "acme";
    public const string Token = "token-of-the-callers";
    public const int Agents = 16;

    private const int Partitions = 4;
    private static readonly string[] Names = ["one", "two", "three"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-peers-");
    private readonly List<PeerInstance> _instances = [];

    private KafkaCluster? _cluster;
    private LibrdkafkaClients? _clients;

    public KafkaCluster Cluster => _cluster ?? throw NotBegun();

    public LibrdkafkaClients Clients => _clients ?? throw NotBegun();

    internal PeerInstance One => _instances[0];

    internal PeerInstance Two => _instances[1];

    internal PeerInstance Three => _instances[2];

    public static string AgentOf(int number) => $"bot-{number}";

    /// <summary>Sees to it that two instances decide and the third does not run.</summary>
    internal void EnsureTwo()
    {
        if (_cluster is null) Begin();
        if (!One.IsUp) One.Start();
        if (!Two.IsUp) Two.Start();
        if (Three.IsUp) Three.Terminate();
        One.WaitUntilRunning();
        Two.WaitUntilRunning();
    }

    /// <summary>Tells what the instances said last.</summary>
    internal string Describe() => string.Join('\n', _instances.Select(instance => $"--- {instance.Name}\n{(instance.Log.Length < 4000 ? instance.Log : instance.Log[^4000..])}"));

    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        _clients?.Dispose();
        _cluster?.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Begin()
    {
        _cluster = FaultBroker.StartCluster();
        _clients = new LibrdkafkaClients(Cluster.Connection, "check", NullLogger.Instance);
        Write("policy.yaml", """
            apiVersion: aegis/v1
            kind: Policy
            name: p
            rules:
              - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
              - {id: ask, effect: require_approval, what: {actions: delete}}
            """);
        Write("agents.jsonl", string.Concat(Enumerable.Range(0, Agents).Select(number => $$"""{"tenant":"{{Tenant}}","agent":"{{AgentOf(number)}}","state":"enabled"}""" + "\n")));
        Write("callers.yaml", $$"""
            callers:
              - name: everybody
                token_sha256: {{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))}}
                tenants: ["*"]
            """);
        Write("commitment.key", new string('a', 64));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf("commitment.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Run("topics", "apply", "--tasks", $"{Partitions}");
        Run("agents", "load", PathOf("agents.jsonl"));
        var ports = FreePorts(2 * Names.Length);
        var peers = string.Join(',', ports[Names.Length..].Select(port => $"127.0.0.1:{port}"));
        for (var i = 0; i < Names.Length; i++)
        {
            var (name, grpc, peer) = (Names[i], ports[i], $"127.0.0.1:{ports[Names.Length + i]}");
            _instances.Add(new PeerInstance(name, grpc, () =>
            [
                "up", "--bootstrap-servers", Cluster.Connection.BootstrapServers, "--roles", "streams,facade", "--instance-id", name, "--state-dir", PathOf(name), "--policies", PathOf("policy.yaml"),
                "--callers", PathOf("callers.yaml"), "--commitment-key-file", PathOf("commitment.key"), "--grpc-listen", $"127.0.0.1:{grpc}", "--http-listen", "127.0.0.1:0",
                "--peer-listen", peer, "--advertise", peer, "--peers", peers, "--plaintext-peers",
            ]));
        }
    }

    private static InvalidOperationException NotBegun() => new("The scene begins with EnsureTwo.");

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    private void Run(params string[] args)
    {
        using var call = new CliCall("", [.. args, "--bootstrap-servers", Cluster.Connection.BootstrapServers, "--state-dir", PathOf("cli")]);
        Assert.True(call.ExitCode() == 0, $"{string.Join(' ', args)}: {call.Error}");
    }
}
