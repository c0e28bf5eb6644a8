using System.Text;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Loads the topology of topics (`topology/topics.yaml`).</summary>
public static class TopologyLoader
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxFileBytes = 1 << 20;

    private const string DefaultFile = "topology/topics.yaml";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads the topology that this version comes with.</summary>
    /// <returns>The topology.</returns>
    public static TopicTopology LoadDefault()
    {
        using var stream = typeof(TopologyLoader).Assembly.GetManifestResourceStream("topics.yaml")!;
        using var reader = new StreamReader(stream, StrictUtf8);
        return Load(DefaultFile, reader.ReadToEnd()).Topology ?? throw new InvalidDataException("The topology that this version comes with has faults.");
    }

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The topology, or the faults; a file that cannot be read is one.</returns>
    public static TopologyLoading Load(string path)
    {
        try
        {
            return new FileInfo(path).Length > MaxFileBytes ? Failed(path, "is larger than 1 MiB") : Load(path, File.ReadAllText(path, StrictUtf8));
        }
        catch (DecoderFallbackException)
        {
            return Failed(path, "is not UTF-8 text");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(path, "there is no such file");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Failed(path, $"cannot be read: {fault.Message}");
        }
    }

    /// <summary>Loads a text.</summary>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="text">Its content.</param>
    /// <returns>The topology, or the faults.</returns>
    public static TopologyLoading Load(string file, string text)
    {
        var errors = new List<TopologyError>();
        YamlFault report = fault => errors.Add(new TopologyError(file, fault.Place.Line, fault.Place.Column, fault.Message));
        var documents = YamlReader.Read(text, "topologies", report);
        var topology = documents switch
        {
            [var only] => new TopologyReader(report).Read(only),
            [_, var second, ..] => Refuse(second),
            [] when errors.Count == 0 => RefuseEmpty(),
            [] => null,
        };
        return errors.Count > 0 ? new TopologyLoading(null, [.. errors]) : new TopologyLoading(topology, []);

        TopicTopology? Refuse(YamlNode second)
        {
            report(new TextFault(second.Place, "a topology is one document", "remove what follows `---`"));
            return null;
        }

        TopicTopology? RefuseEmpty()
        {
            errors.Add(new TopologyError(file, 0, 0, "is empty; a topology has the keys tasks, replication, config, principals, topics"));
            return null;
        }
    }

    private static TopologyLoading Failed(string path, string message) => new(null, [new TopologyError(path, 0, 0, message)]);
}
