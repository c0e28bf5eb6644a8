using System.Diagnostics;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>A cluster of its own for tests that stop, kill or freeze brokers: combined brokers and controllers on loopback, with their data in a temporary folder.</summary>
public sealed class KafkaCluster : IDisposable
{
    private const string ClusterId = "QWVnaXMtU3RyZWFtcy0wMQ";

    private const string LogSettings = $$"""
        Configuration:
          status: error
          # What the coordinator gives up while the process ends is said to the end.
          shutdownHook: disable
          Appenders:
            Console: { name: STDOUT, target: SYSTEM_OUT, PatternLayout: { pattern: "[%d] %p %m (%c)%n" } }
          Loggers:
            Root: { level: WARN, AppenderRef: [ { ref: STDOUT } ] }
            Logger:
              - { name: kafka.server.KafkaRaftServer, level: INFO }
              - {{MarkerLog.LoggerSettings}}
        """;

    /// <summary>Runs beside the cluster: when the test process ends, however it ends, the brokers end and their data go.</summary>
    private const string WatchScript = """
        trap '' INT TERM HUP
        cat > /dev/null
        for file in "$1"/node*/pid; do
          [ -f "$file" ] || continue
          pid=$(cat "$file")
          case "$(tr '\0' ' ' < "/proc/$pid/cmdline")" in *"$1"*) kill -9 "$pid" ;; esac
        done
        rm -rf "$1"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-kafka-");
    private readonly Process _watch;

    private KafkaCluster(KafkaDistribution distribution, int nodes, int? relayPort, IReadOnlyList<string> settings)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "log4j2.yaml"), LogSettings);
        _watch = Process.Start(new ProcessStartInfo("sh", ["-c", WatchScript, "sh", _folder.FullName]) { RedirectStandardInput = true })!;
        var ports = LoopbackPorts.Take((2 * nodes) + 1);
        RelayedPort = ports[^1];
        var addresses = Enumerable.Range(0, nodes).Select(index => $"127.0.0.1:{ports[index]}").ToList();
        var voters = Enumerable.Range(0, nodes).Select(index => $"{index + 1}@127.0.0.1:{ports[nodes + index]}").ToList();
        Connection = new KafkaConnection(string.Join(',', addresses));
        Nodes = [.. Enumerable.Range(0, nodes).Select(index => CreateNode(distribution, index, addresses, voters, relayPort, settings))];
        Parallel.ForEach(Nodes, node => node.Format(ClusterId));
        Parallel.ForEach(Nodes, node => node.Start());
    }

    /// <summary>Gets how clients reach it.</summary>
    public KafkaConnection Connection { get; }

    /// <summary>Gets the port on which the only node hears a relay, where there is one.</summary>
    public int RelayedPort { get; }

    /// <summary>Gets its nodes.</summary>
    public IReadOnlyList<KafkaNode> Nodes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in Nodes) node.Kill();
        _watch.StandardInput.Close();
        _watch.WaitForExit();
        _watch.Dispose();
    }

    /// <summary>Starts a cluster.</summary>
    /// <param name="distribution">Its programs.</param>
    /// <param name="nodes">How many nodes; 1 with a relay.</param>
    /// <param name="relayPort">Where a relay will listen: clients that begin there are sent there again by what the node says of itself. <see langword="null"/>: there is none.</param>
    /// <param name="settings">Further broker settings, `key=value`; they win.</param>
    internal static KafkaCluster Start(KafkaDistribution distribution, int nodes, int? relayPort, IReadOnlyList<string> settings) => new(distribution, nodes, relayPort, settings);

    private KafkaNode CreateNode(KafkaDistribution distribution, int index, List<string> addresses, List<string> voters, int? relayPort, IReadOnlyList<string> settings)
    {
        var folder = _folder.CreateSubdirectory($"node{index + 1}");
        var replicas = addresses.Count;
        var inSync = replicas > 1 ? 2 : 1;
        var (relayed, advertised) = relayPort is { } relay ? ($",RELAYED://127.0.0.1:{RelayedPort}", $",RELAYED://127.0.0.1:{relay}") : ("", "");
        string[] lines =
        [
            "process.roles=broker,controller",
            $"node.id={index + 1}",
            $"controller.quorum.voters={string.Join(',', voters)}",
            $"listeners=PLAINTEXT://{addresses[index]},CONTROLLER://{voters[index].Split('@')[1]}{relayed}",
            $"advertised.listeners=PLAINTEXT://{addresses[index]}{advertised}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,RELAYED:PLAINTEXT",
            "controller.listener.names=CONTROLLER",
            "inter.broker.listener.name=PLAINTEXT",
            $"log.dirs={Path.Combine(folder.FullName, "logs")}",
            "num.partitions=4",
            $"default.replication.factor={replicas}",
            $"min.insync.replicas={inSync}",
            $"offsets.topic.replication.factor={replicas}",
            "offsets.topic.num.partitions=4",
            $"transaction.state.log.replication.factor={replicas}",
            $"transaction.state.log.min.isr={inSync}",
            "transaction.state.log.num.partitions=4",
            $"share.coordinator.state.topic.replication.factor={replicas}",
            "share.coordinator.state.topic.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            "auto.create.topics.enable=false",
            "num.network.threads=2",
            "num.io.threads=4",
            .. settings,
        ];
        File.WriteAllLines(Path.Combine(folder.FullName, "server.properties"), lines);
        return new KafkaNode(distribution, folder.FullName);
    }
}
