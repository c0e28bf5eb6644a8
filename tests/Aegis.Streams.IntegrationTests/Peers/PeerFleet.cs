using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Peers;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Two instances that bring calls to each other, and a third that comes and goes.</summary>
internal sealed class PeerFleet : IDisposable
{
    public const string Token = "token-of-the-callers";
    public const int Agents = 16;

    /// <summary>How long an instance lets a call wait whose caller sets no deadline.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(4);

    private const string PeerName = "spiffe://mesh.example/aegis";
    private const string Policies = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
          - {id: ask, effect: require_approval, what: {actions: delete}}
        """;

    private readonly InstanceFleet _fleet;

    /// <summary>Fills a cluster; nothing is started.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="authority">Who vouches for instances, to callers and to each other; <see langword="null"/>: everything is plain text.</param>
    /// <param name="relayPort">Where the first instance finds the cluster; <see langword="null"/>: where the others do.</param>
    public PeerFleet(KafkaCluster cluster, TestAuthority? authority = null, int? relayPort = null)
    {
        _fleet = new InstanceFleet(cluster, Policies, Enumerable.Range(0, Agents).Select(AgentOf), Token);
        Authority = authority;
        var ports = LoopbackPorts.Take(3);
        var peers = string.Join(',', ports.Select(port => $"127.0.0.1:{port}"));
        (One, Two, Three) = (Add("one", 0, relayPort is { } port ? $"127.0.0.1:{port}" : cluster.Connection.BootstrapServers), Add("two", 1), Add("three", 2));

        PeerInstance Add(string name, int index, string? bootstrap = null)
        {
            var peer = $"127.0.0.1:{ports[index]}";
            string[] trust = authority is null ? ["--plaintext-peers"] : TrustOf(authority);
            return _fleet.Add(name, bootstrap ?? cluster.Connection.BootstrapServers, authority is null ? "http" : "https",
            [
                "--max-wait", $"{MaxWait.TotalSeconds}s", "--peer-listen", peer, "--advertise", peer, "--peers", peers, .. trust,
            ]);
        }
    }

    public InstanceFleet Instances => _fleet;

    public TestAuthority? Authority { get; }

    public PeerInstance One { get; }

    public PeerInstance Two { get; }

    public PeerInstance Three { get; }

    public static string AgentOf(int number) => $"bot-{number % Agents}";

    /// <summary>Sees to it that two instances decide and the third does not run.</summary>
    public void EnsureTwo()
    {
        if (!One.IsUp) One.Start();
        if (!Two.IsUp) Two.Start();
        if (Three.IsUp) Three.Terminate();
        One.WaitUntilRunning();
        Two.WaitUntilRunning();
    }

    public string Describe() => _fleet.Describe();

    public void Dispose()
    {
        _fleet.Dispose();
        Authority?.Dispose();
    }

    private static string[] TrustOf(TestAuthority authority)
    {
        var (certificate, key) = authority.WriteFiles(PeerName);
        return ["--tls-cert", certificate, "--tls-key", key, "--peer-ca", authority.AuthorityFile, "--peer-names", PeerName];
    }
}
