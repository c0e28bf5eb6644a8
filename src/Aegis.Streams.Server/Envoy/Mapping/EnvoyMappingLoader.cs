using System.Text;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Loads mappings of HTTP requests to intents (`docs/envoy.md`).</summary>
public static class EnvoyMappingLoader
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxFileBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The mapping, or the faults; a file that cannot be read is one.</returns>
    public static EnvoyMappingLoading Load(string path)
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
    /// <returns>The mapping, or the faults.</returns>
    public static EnvoyMappingLoading Load(string file, string text)
    {
        var errors = new List<EnvoyMappingError>();
        YamlFault report = fault => errors.Add(new EnvoyMappingError(file, fault.Place.Line, fault.Place.Column, fault.Message));
        var documents = YamlReader.Read(text, "mappings", report);
        EnvoyMapping? mapping = null;
        if (documents is [var only]) mapping = new EnvoyMappingReader(report).Read(only);
        else if (documents is [_, var second, ..]) report(new TextFault(second.Place, "a mapping is one document", "remove what follows `---`"));
        else if (errors.Count == 0) return Failed(file, "is empty; a mapping has the key routes");
        return errors.Count > 0 ? new EnvoyMappingLoading(null, [.. errors]) : new EnvoyMappingLoading(mapping, []);
    }

    private static EnvoyMappingLoading Failed(string path, string message) => new(null, [new EnvoyMappingError(path, 0, 0, message)]);
}
