using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Cli;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Instances of streams and facade as processes on a real cluster, with topics, agents and callers, on ports that stay theirs over restarts.</summary>
internal sealed class InstanceFleet : IDisposable
{
    public const string Tenant = "acme";

    private const int Partitions = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-fleet-");
    private readonly List<PeerInstance> _instances = [];

    /// <summary>Fills a cluster for instances; it is disposed of with the fleet.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="agents">The agents of the tenant.</param>
    /// <param name="token">What callers present.</param>
    public InstanceFleet(KafkaCluster cluster, string policies, IEnumerable<string> agents, string token)
    {
        Cluster = cluster;
        Clients = new LibrdkafkaClients(cluster.Connection, "check", NullLogger.Instance);
        Write("policy.yaml", policies);
        Write("agents.jsonl", string.Concat(agents.Select(agent => $$"""{"tenant":"{{Tenant}}","agent":"{{agent}}","state":"enabled"}""" + "\n")));
        Write("callers.yaml", $$"""
            callers:
              - name: everybody
                token_sha256: {{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}}
                tenants: ["*"]
            """);
        Write("commitment.key", new string('a', 64));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf("commitment.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Run("topics", "apply", "--tasks", string.Create(CultureInfo.InvariantCulture, $"{Partitions}"));
        Run("agents", "load", PathOf("agents.jsonl"));
    }

    public KafkaCluster Cluster { get; }

    public LibrdkafkaClients Clients { get; }

    /// <summary>Adds an instance, which is not started.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bootstrapServers">Where it finds the cluster.</param>
    /// <param name="scheme">`http`, or `https` where the options name a certificate.</param>
    /// <param name="more">Further options of `aegis up`.</param>
    public PeerInstance Add(string name, string bootstrapServers, string scheme, params string[] more)
    {
        var ports = LoopbackPorts.Take(2);
        var instance = new PeerInstance(name, AddressOf(scheme, ports[0]), AddressOf(scheme, ports[1]),
        [
            "up", "--bootstrap-servers", bootstrapServers, "--roles", "streams,facade", "--instance-id", name, "--state-dir", PathOf(name), "--policies", PathOf("policy.yaml"),
            "--callers", PathOf("callers.yaml"), "--commitment-key-file", PathOf("commitment.key"), "--grpc-listen", $"127.0.0.1:{ports[0]}", "--http-listen", $"127.0.0.1:{ports[1]}",
            .. more,
        ]);
        _instances.Add(instance);
        return instance;
    }

    /// <summary>Tells what the instances said last.</summary>
    public string Describe() => string.Join('\n', _instances.Select(instance => $"--- {instance.Name}\n{(instance.Log.Length < 4000 ? instance.Log : instance.Log[^4000..])}"));

    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        Clients.Dispose();
        Cluster.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Uri AddressOf(string scheme, int port) => new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{port}"));

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    private void Run(params string[] args)
    {
        using var call = new CliCall("", [.. args, "--bootstrap-servers", Cluster.Connection.BootstrapServers, "--state-dir", PathOf("cli")]);
        Assert.True(call.ExitCode() == 0, $"{string.Join(' ', args)}: {call.Error}");
    }
}
