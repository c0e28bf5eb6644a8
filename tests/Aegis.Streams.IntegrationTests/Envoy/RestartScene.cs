using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Cli;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.IntegrationTests.Peers;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real broker and two instances as processes, each of which answers Envoy.</summary>
internal sealed class RestartScene : IDisposable
{
    private const int Partitions = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-restart-");
    private readonly KafkaCluster _cluster = FaultBroker.StartCluster();

    public RestartScene(string policies, string token)
    {
        Clients = new LibrdkafkaClients(_cluster.Connection, "check", NullLogger.Instance);
        Write("policy.yaml", policies);
        Write("agents.jsonl", """{"tenant":"acme","agent":"sales-composer","state":"enabled"}""" + "\n");
        Write("callers.yaml", $$"""
            callers:
              - name: gateway
                token_sha256: {{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}}
                tenants: ["*"]
            """);
        Write("commitment.key", new string('a', 64));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf("commitment.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Run("topics", "apply", "--tasks", string.Create(CultureInfo.InvariantCulture, $"{Partitions}"));
        Run("agents", "load", PathOf("agents.jsonl"));
        Ports = [FreePort(), FreePort()];
        (First, Second) = (InstanceAt("one", Ports[0]), InstanceAt("two", Ports[1]));
    }

    public LibrdkafkaClients Clients { get; }

    /// <summary>Gets where the instances answer.</summary>
    public IReadOnlyList<int> Ports { get; }

    public PeerInstance First { get; }

    public PeerInstance Second { get; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Clients.Dispose();
        _cluster.Dispose();
        _folder.Delete(recursive: true);
    }

    private PeerInstance InstanceAt(string name, int port) => new(name, port, () =>
    [
        "up", "--bootstrap-servers", _cluster.Connection.BootstrapServers, "--roles", "streams,facade", "--instance-id", name, "--state-dir", PathOf(name), "--policies", PathOf("policy.yaml"),
        "--callers", PathOf("callers.yaml"), "--commitment-key-file", PathOf("commitment.key"), "--envoy-mapping", RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml"),
        "--grpc-listen", $"127.0.0.1:{port}", "--http-listen", "127.0.0.1:0",
    ]);

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    private void Run(params string[] args)
    {
        using var call = new CliCall("", [.. args, "--bootstrap-servers", _cluster.Connection.BootstrapServers, "--state-dir", PathOf("cli")]);
        Assert.True(call.ExitCode() == 0, $"{string.Join(' ', args)}: {call.Error}");
    }
}
