using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Loads mappings of HTTP requests to intents (`docs/envoy.md`).</summary>
public static class EnvoyMappingLoader
{
    private static readonly YamlKind Kind = new("a mapping", "mappings", "the key routes");

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The mapping, or the faults; a file that cannot be read is one.</returns>
    public static EnvoyMappingLoading Load(string path) => new(YamlFile.Load(path, Kind, Read, out var errors), errors);

    /// <summary>Loads a text.</summary>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="text">Its content.</param>
    /// <returns>The mapping, or the faults.</returns>
    public static EnvoyMappingLoading Load(string file, string text) => new(YamlFile.Read(file, text, Kind, Read, out var errors), errors);

    private static EnvoyMapping? Read(YamlNode document, YamlFault report) => new EnvoyMappingReader(report).Read(document);
}
