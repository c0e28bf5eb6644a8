using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy;

/// <summary>Loads policies (`docs/policy.md`) from files.</summary>
public static class PolicyLoader
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxFileBytes = 1 << 20;

    // A schema for editors may lie beside the policies.
    private const string SchemaSuffix = ".schema.json";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads and compiles a file, or all `*.yaml`, `*.yml` and `*.json` files of a folder and the folders in it.</summary>
    /// <param name="path">The file or folder. A folder without policies gives the empty set.</param>
    /// <returns>The set, or the faults; a path that does not exist or cannot be read is one.</returns>
    public static PolicyLoading Load(string path) => Compile(LoadDocuments(path));

    /// <summary>Loads and compiles texts.</summary>
    /// <param name="sources">The files' texts; those whose names end in `.json` are JSON, all others YAML.</param>
    /// <returns>The set, or the faults.</returns>
    public static PolicyLoading Load(IEnumerable<PolicySource> sources) => Compile(LoadDocuments(sources));

    /// <summary>Reads the texts of files and folders, for callers that show the text around a fault.</summary>
    /// <param name="paths">The files and folders; a file that several of them name is read once.</param>
    /// <returns>The texts, and which could not be read.</returns>
    public static PolicyFileReading ReadFiles(params IEnumerable<string> paths)
    {
        var sources = ImmutableArray.CreateBuilder<PolicySource>();
        var errors = new List<PolicyError>();
        foreach (var file in paths.SelectMany(path => Files(path, errors)).Distinct(StringComparer.Ordinal)) ReadFile(file, sources, errors);
        return new PolicyFileReading(sources.ToImmutable(), [.. errors]);
    }

    /// <summary>Loads a file, or all `*.yaml`, `*.yml` and `*.json` files of a folder and the folders in it, without compiling them.</summary>
    /// <param name="path">The file or folder. A folder without policies gives none.</param>
    /// <returns>The policies, or the faults; a path that does not exist or cannot be read is one.</returns>
    public static DocumentLoading LoadDocuments(string path) => LoadDocuments(ReadFiles(path));

    /// <summary>Loads texts without compiling them.</summary>
    /// <param name="sources">The files' texts; those whose names end in `.json` are JSON, all others YAML.</param>
    /// <returns>The policies, or the faults.</returns>
    public static DocumentLoading LoadDocuments(IEnumerable<PolicySource> sources) => PolicyDocuments.Load(sources, []);

    /// <summary>Loads files that were read, without compiling them.</summary>
    /// <param name="files">The files.</param>
    /// <returns>The policies, or the faults, those of reading among them.</returns>
    public static DocumentLoading LoadDocuments(PolicyFileReading files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return PolicyDocuments.Load(files.Sources, [.. files.Errors]);
    }

    private static PolicyLoading Compile(DocumentLoading loading) =>
        loading.Succeeded ? new PolicyLoading(new PolicySnapshot(loading.Documents.Value), []) : new PolicyLoading(null, loading.Errors);

    private static string[] Files(string path, List<PolicyError> errors)
    {
        try
        {
            if (File.Exists(path)) return [path];
            if (Directory.Exists(path))
            {
                return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json" && !file.EndsWith(SchemaSuffix, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .ToArray();
            }

            errors.Add(new PolicyError(path, 0, 0, "there is no such file or folder"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PolicyError(path, 0, 0, $"cannot be read: {fault.Message}"));
        }

        return [];
    }

    private static void ReadFile(string file, ImmutableArray<PolicySource>.Builder sources, List<PolicyError> errors)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes) errors.Add(new PolicyError(file, 0, 0, "is larger than 1 MiB; split it"));
            else sources.Add(new PolicySource(file, StrictUtf8.GetString(File.ReadAllBytes(file)))); // A reader of text would follow a byte order mark into UTF-16.
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new PolicyError(file, 0, 0, "is not UTF-8 text"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PolicyError(file, 0, 0, $"cannot be read: {fault.Message}"));
        }
    }
}
