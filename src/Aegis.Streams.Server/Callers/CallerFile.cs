using System.Collections.Immutable;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Callers;

/// <summary>Reads the file that names the callers (`docs/facade.md`).</summary>
public static class CallerFile
{
    private static readonly YamlKind Kind = new("a file of callers", "callers", "the key callers");

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Gets what is wrong with it.</param>
    /// <returns>The register; <see langword="null"/>: the file has errors.</returns>
    public static CallerRegister? Load(string path, out ImmutableArray<YamlError> errors) => YamlFile.Load(path, Kind, Read, out errors);

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="text">Its content.</param>
    /// <param name="errors">Gets what is wrong with it.</param>
    /// <returns>The register; <see langword="null"/>: the text has errors.</returns>
    public static CallerRegister? Read(string file, string text, out ImmutableArray<YamlError> errors) => YamlFile.Read(file, text, Kind, Read, out errors);

    private static CallerRegister? Read(YamlNode document, YamlFault report) => new CallerReader(report).Read(document);
}
