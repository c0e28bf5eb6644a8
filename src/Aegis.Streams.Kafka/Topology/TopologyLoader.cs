using Aegis.Streams.Yaml;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Loads the topology of topics (`topology/topics.yaml`).</summary>
public static class TopologyLoader
{
    private const string DefaultFile = "topology/topics.yaml";
    private static readonly YamlKind Kind = new("a topology", "topologies", "the keys tasks, replication, config, principals, topics");

    /// <summary>Loads the topology that this version comes with.</summary>
    /// <returns>The topology.</returns>
    public static TopicTopology LoadDefault()
    {
        using var stream = typeof(TopologyLoader).Assembly.GetManifestResourceStream("topics.yaml")!;
        using var reader = new StreamReader(stream);
        return Load(DefaultFile, reader.ReadToEnd()).Topology ?? throw new InvalidDataException("The topology that this version comes with has faults.");
    }

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The topology, or the faults; a file that cannot be read is one.</returns>
    public static TopologyLoading Load(string path) => new(YamlFile.Load(path, Kind, Read, out var errors), errors);

    /// <summary>Loads a text.</summary>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="text">Its content.</param>
    /// <returns>The topology, or the faults.</returns>
    public static TopologyLoading Load(string file, string text) => new(YamlFile.Read(file, text, Kind, Read, out var errors), errors);

    private static TopicTopology? Read(YamlNode document, YamlFault report) => new TopologyReader(report).Read(document);
}
