using System.Collections.Immutable;
using System.Text;

namespace Aegis.Streams.Policy;

/// <summary>Finds files of policies, and of tests beside them, and reads their texts.</summary>
internal sealed class PolicyFileSearch
{
    // A schema for editors may lie beside the policies.
    private const string SchemaSuffix = ".schema.json";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ImmutableArray<PolicySource>.Builder _sources = ImmutableArray.CreateBuilder<PolicySource>();
    private readonly List<PolicyError> _errors = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Reads the policies of paths.</summary>
    public static PolicyFileReading ReadPolicies(IEnumerable<string> paths)
    {
        var search = new PolicyFileSearch();
        foreach (var path in paths) search.AddPolicies(path);
        return search.ToReading();
    }

    /// <summary>Reads the tests of paths: a file of tests itself, the one beside a file of policies, or all of a folder.</summary>
    public static PolicyFileReading ReadTests(IEnumerable<string> paths)
    {
        var search = new PolicyFileSearch();
        foreach (var path in paths) search.AddTests(path);
        return search.ToReading();
    }

    private static bool IsTests(string file) => file.EndsWith(PolicyLoader.TestSuffix, StringComparison.Ordinal);

    private static bool IsPolicies(string file) =>
        Path.GetExtension(file) is ".yaml" or ".yml" or ".json" && !IsTests(file) && !file.EndsWith(SchemaSuffix, StringComparison.Ordinal);

    private void AddPolicies(string path)
    {
        if (IsTests(path) && File.Exists(path)) Fault(path, "holds tests of policies; name the policies that it tests");
        else foreach (var file in Files(path, IsPolicies)) Read(file);
    }

    private void AddTests(string path)
    {
        if (!File.Exists(path) || IsTests(path))
        {
            foreach (var file in Files(path, IsTests)) Read(file);
            return;
        }

        var beside = Path.ChangeExtension(path, null) + PolicyLoader.TestSuffix;
        if (File.Exists(beside)) Read(beside);
    }

    private string[] Files(string path, Func<string, bool> isWanted)
    {
        try
        {
            if (File.Exists(path)) return [path];
            if (Directory.Exists(path)) return [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(isWanted).Order(StringComparer.Ordinal)];
            Fault(path, "there is no such file or folder");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault(path, $"cannot be read: {fault.Message}");
        }

        return [];
    }

    private void Read(string file)
    {
        if (!_seen.Add(Path.GetFullPath(file))) return;
        try
        {
            if (new FileInfo(file).Length > PolicyLoader.MaxFileBytes) Fault(file, "is larger than 1 MiB; split it");
            else _sources.Add(new PolicySource(file, StrictUtf8.GetString(File.ReadAllBytes(file)))); // A reader of text would follow a byte order mark into UTF-16.
        }
        catch (DecoderFallbackException)
        {
            Fault(file, "is not UTF-8 text");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault(file, $"cannot be read: {fault.Message}");
        }
    }

    private void Fault(string file, string message) => _errors.Add(new PolicyError(file, 0, 0, message));

    private PolicyFileReading ToReading() => new(_sources.ToImmutable(), [.. _errors]);
}
