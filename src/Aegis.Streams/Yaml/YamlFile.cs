using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Files;

namespace Aegis.Streams.Yaml;

/// <summary>Reads files of settings: one document, strict UTF-8, bounded.</summary>
internal static class YamlFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Gets why there is none.</param>
    /// <returns>The text; <see langword="null"/>: it cannot be read.</returns>
    public static string? ReadText(string path, out string? problem)
    {
        problem = null;
        try
        {
            if (RegularFile.Read(path, MaxBytes) is { } bytes) return StrictUtf8.GetString(bytes); // A reader of text would follow a byte order mark into UTF-16.
            problem = "is larger than 1 MiB; split it";
        }
        catch (DecoderFallbackException)
        {
            problem = "is not UTF-8 text";
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "there is no such file";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {fault.Message}";
        }

        return null;
    }

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What such a file is.</param>
    /// <param name="read">Makes a value of the document; what is wrong is reported.</param>
    /// <param name="errors">Gets the faults in the order in which they were found.</param>
    /// <returns>The value; <see langword="null"/>: there are errors.</returns>
    public static T? Load<T>(string path, YamlKind kind, Func<YamlNode, YamlFault, T?> read, out ImmutableArray<YamlError> errors)
        where T : class
    {
        if (ReadText(path, out var problem) is { } text) return Read(path, text, kind, read, out errors);
        errors = [new YamlError(path, 0, 0, problem!)];
        return null;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="text">Its content.</param>
    /// <param name="kind">What such a file is.</param>
    /// <param name="read">Makes a value of the document; what is wrong is reported.</param>
    /// <param name="errors">Gets the faults in the order in which they were found.</param>
    /// <returns>The value; <see langword="null"/>: there are errors.</returns>
    public static T? Read<T>(string file, string text, YamlKind kind, Func<YamlNode, YamlFault, T?> read, out ImmutableArray<YamlError> errors)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<YamlError>();
        YamlFault report = fault => found.Add(new YamlError(file, fault.Place.Line, fault.Place.Column, fault.Message));
        var documents = YamlReader.Read(text, kind.Plural, report);
        T? value = null;
        if (documents is [var only]) value = read(only, report);
        else if (documents is [_, var second, ..]) report(new TextFault(second.Place, $"{kind.Name} is one document", "remove what follows `---`"));
        else if (found.Count == 0) found.Add(new YamlError(file, 0, 0, $"is empty; {kind.Name} has {kind.Keys}"));
        errors = found.ToImmutable();
        return errors.IsEmpty ? value : null;
    }
}
