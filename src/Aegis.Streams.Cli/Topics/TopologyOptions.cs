using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>The options that say which topics a deployment has.</summary>
internal sealed class TopologyOptions
{
    private const int MaxTasks = 10_000;
    private const int MaxReplication = 100;

    public Option<string?> File { get; } = new("--topology")
    {
        Description = "File that declares the topics. Default: the topology that this version comes with (topology/topics.yaml).",
        HelpName = "FILE",
        Recursive = true,
    };

    public NumberOption Tasks { get; } = new("--tasks", "Partitions of intents, commands and state. Default: as the topology declares.", least: 1, most: MaxTasks) { Recursive = true };

    public NumberOption Replication { get; } = new(
        "--replication", "Copies of each partition. Default: as the topology declares, or as many as there are brokers.", least: 1, most: MaxReplication)
    { Recursive = true };

    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(Tasks);
        command.Add(Replication);
    }

    /// <summary>Loads the topology that a run works with.</summary>
    /// <param name="run">The run.</param>
    /// <param name="connections">The options that name the prefix.</param>
    /// <returns>The topology.</returns>
    /// <exception cref="CliRefusalException">The file has faults.</exception>
    public TopicTopology Load(CommandRun run, ConnectionOptions connections)
    {
        var topology = run.Value(File) is { } file ? LoadFile(file) : TopologyLoader.LoadDefault();
        return topology with
        {
            Prefix = run.Value(connections.Prefix),
            Tasks = (int)(run.Value(Tasks) ?? topology.Tasks),
            Replication = (int)(run.Value(Replication) ?? topology.Replication),
        };
    }

    private static TopicTopology LoadFile(string file)
    {
        var loading = TopologyLoader.Load(file);
        return loading.Topology ?? throw CliRefusalException.Fault($"the topology was not loaded: {string.Join("; ", loading.Errors)}");
    }
}
