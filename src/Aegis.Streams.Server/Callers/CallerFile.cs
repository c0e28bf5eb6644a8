using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Callers;

/// <summary>Reads the file that names the callers (`docs/facade.md`).</summary>
public static class CallerFile
{
    private const int MaxFileBytes = 1 << 20;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Gets what is wrong with it, each as `file:line:column: what, and the way out`.</param>
    /// <returns>The register; <see langword="null"/>: the file has errors.</returns>
    public static CallerRegister? Load(string path, out ImmutableArray<string> errors)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxFileBytes) return Read(path, File.ReadAllText(path, StrictUtf8), out errors);
            errors = [$"{path}: is larger than 1 MiB"];
        }
        catch (DecoderFallbackException)
        {
            errors = [$"{path}: is not UTF-8 text"];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors = [$"{path}: cannot be read: {fault.Message}"];
        }

        return null;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="text">Its content.</param>
    /// <param name="errors">Gets what is wrong with it.</param>
    /// <returns>The register; <see langword="null"/>: the text has errors.</returns>
    public static CallerRegister? Read(string file, string text, out ImmutableArray<string> errors)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        YamlFault report = fault => found.Add($"{file}:{fault.Place.Line}:{fault.Place.Column}: {fault.Message}");
        var documents = YamlReader.Read(text, "callers", report);
        CallerRegister? register = null;
        if (documents is [var only]) register = new CallerReader(report).Read(only);
        else if (found.Count == 0) found.Add($"{file}: must be one document with the key callers");
        errors = found.ToImmutable();
        return errors.IsEmpty ? register : null;
    }
}
