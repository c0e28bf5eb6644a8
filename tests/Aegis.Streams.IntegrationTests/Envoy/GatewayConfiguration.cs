using System.Globalization;
using System.Text;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>The sample configuration of Envoy with ports and token of a test, and a listener for each variant of it.</summary>
internal sealed class GatewayConfiguration
{
    private const string FirstListener = "    - name: tools\n      address";
    private const string FirstCluster = "  clusters:\n";

    private readonly string _head;
    private readonly string _listener;
    private readonly string _clusters;
    private readonly string _cluster;
    private readonly int _doorPort;
    private readonly StringBuilder _listeners = new();
    private readonly StringBuilder _others = new();
    private readonly Dictionary<string, int> _ports = [];

    /// <summary>Reads the sample.</summary>
    /// <param name="token">What the gateway presents.</param>
    /// <param name="doorPort">Where the instance listens.</param>
    /// <param name="toolPort">Where the tool does.</param>
    public GatewayConfiguration(string token, int doorPort, int toolPort)
    {
        _doorPort = doorPort;
        var sample = Replace(File.ReadAllText(RepositoryFiles.PathOf("topology", "envoy", "envoy.yaml")), "Bearer CHANGE-ME", $"Bearer {token}");
        sample = Replace(Replace(sample, "port_value: 9400", Port(doorPort)), "port_value: 8081", Port(toolPort));
        var (start, end) = (sample.IndexOf(FirstListener, StringComparison.Ordinal), sample.IndexOf(FirstCluster, StringComparison.Ordinal));
        (_head, _listener, _clusters) = (sample[..start], sample[start..end], sample[end..]);
        _cluster = _clusters[FirstCluster.Length.._clusters.IndexOf("    - name: tool\n", StringComparison.Ordinal)];
    }

    /// <summary>Gets where each variant listens.</summary>
    public IReadOnlyDictionary<string, int> Ports => _ports;

    /// <summary>Adds a listener.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changes">How it differs from the sample's.</param>
    public void Listen(string name, params (string From, string To)[] changes)
    {
        _ports[name] = LoopbackPorts.Take(1)[0];
        var listener = Replace(Replace(_listener, FirstListener, $"    - name: {name}\n      address"), "port_value: 10000", Port(_ports[name]));
        _listeners.Append(changes.Aggregate(listener, (text, change) => Replace(text, change.From, change.To)));
    }

    /// <summary>Adds a cluster as that of the instance.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where it listens.</param>
    public void Cluster(string name, int port) =>
        _others.Append(Replace(Replace(Replace(_cluster, "- name: aegis", $"- name: {name}"), "cluster_name: aegis", $"cluster_name: {name}"), Port(_doorPort), Port(port)));

    /// <inheritdoc/>
    public override string ToString() => $"{_head}{_listeners}{_clusters}{_others}";

    private static string Port(int port) => string.Create(CultureInfo.InvariantCulture, $"port_value: {port}");

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
