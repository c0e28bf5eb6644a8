using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy;

/// <summary>Loads policies (`docs/policy.md`) from files.</summary>
public static class PolicyLoader
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>What the names of files end in that test policies, and are none.</summary>
    public const string TestSuffix = ".test.yaml";

    /// <summary>Loads and compiles a file, or all `*.yaml`, `*.yml` and `*.json` files (in either case) of a folder and the folders in it.</summary>
    /// <param name="path">The file or folder. A folder without policies gives the empty set.</param>
    /// <returns>The set, or the faults; a path that does not exist or cannot be read is one.</returns>
    public static PolicyLoading Load(string path) => Compile(LoadDocuments(path));

    /// <summary>Loads and compiles texts.</summary>
    /// <param name="sources">The files' texts; those whose names end in `.json`, in either case, are JSON, all others YAML.</param>
    /// <returns>The set, or the faults.</returns>
    public static PolicyLoading Load(IEnumerable<PolicySource> sources) => Compile(LoadDocuments(sources));

    /// <summary>Loads and compiles files that were read.</summary>
    /// <param name="files">The files.</param>
    /// <param name="keys">The keys of lists of terms that are keyed hashes.</param>
    /// <returns>The set, or the faults, those of reading among them.</returns>
    public static PolicyLoading Load(PolicyFileReading files, TermKeys? keys = null) => Compile(LoadDocuments(files), keys);

    /// <summary>Reads the texts of files and folders, for callers that show the text around a fault. Tests and schemas in a folder are left out.</summary>
    /// <param name="paths">The files and folders; a file that several of them name is read once.</param>
    /// <returns>The texts, and which could not be read.</returns>
    public static PolicyFileReading ReadFiles(params IEnumerable<string> paths) => PolicyFileSearch.ReadPolicies(paths);

    /// <summary>Loads a file, or all `*.yaml`, `*.yml` and `*.json` files of a folder and the folders in it, without compiling them.</summary>
    /// <param name="path">The file or folder. A folder without policies gives none.</param>
    /// <returns>The policies, or the faults; a path that does not exist or cannot be read is one.</returns>
    public static DocumentLoading LoadDocuments(string path) => LoadDocuments(ReadFiles(path));

    /// <summary>Loads texts without compiling them.</summary>
    /// <param name="sources">The files' texts; those whose names end in `.json`, in either case, are JSON, all others YAML.</param>
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

    private static PolicyLoading Compile(DocumentLoading loading, TermKeys? keys = null)
    {
        if (!loading.Succeeded) return new PolicyLoading(null, loading.Errors);
        var errors = new List<PolicyError>();
        var terms = TermFiles.Read(loading.Documents.Value, keys ?? TermKeys.None, errors);
        return errors.Count == 0 ? new PolicyLoading(new PolicySnapshot(loading.Documents.Value, terms), []) : new PolicyLoading(null, [.. errors]);
    }
}
