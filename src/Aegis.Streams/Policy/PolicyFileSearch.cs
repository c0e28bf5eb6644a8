using System.Collections.Immutable;
using Aegis.Streams.Policy.Files;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy;

/// <summary>Finds files of policies, and of tests beside them, and reads their texts.</summary>
internal sealed class PolicyFileSearch
{
    private readonly ImmutableArray<PolicySource>.Builder _sources = ImmutableArray.CreateBuilder<PolicySource>();
    private readonly List<PolicyError> _errors = [];
    private readonly FolderWalk _walk = new();

    // By their real paths: one file is one file, however many links lead to it.
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

    private void AddPolicies(string path)
    {
        if (PolicyFileName.IsTests(path) && File.Exists(path))
        {
            Fault(path, "holds tests of policies; name the policies that it tests");
            return;
        }

        foreach (var file in Files(path, file => PolicyFileName.IsPolicies(file) || PolicyFileName.IsTests(file) || PolicyFileName.IsSchema(file)))
        {
            if (file == path || PolicyFileName.IsPolicies(file)) Read(file);
            else RefusePolicies(file);
        }
    }

    private void AddTests(string path)
    {
        if (!File.Exists(path) || PolicyFileName.IsTests(path))
        {
            foreach (var file in Files(path, PolicyFileName.IsTests)) Read(file);
            return;
        }

        var beside = Path.ChangeExtension(path, null) + PolicyLoader.TestSuffix;
        if (File.Exists(beside)) Read(beside);
    }

    /// <summary>Refuses a file that is passed over for its name and holds policies all the same: what it forbids would be allowed.</summary>
    private void RefusePolicies(string file)
    {
        if (ReadText(file, once: false) is { } text && HoldsPolicies(new PolicySource(file, text)))
            Fault(file, $"holds a policy, and is passed over as {(PolicyFileName.IsTests(file) ? "tests" : "a schema")} for its name; rename it");
    }

    private static bool HoldsPolicies(PolicySource source) => PolicyDocuments.ReadRoots(source, _ => { }).OfType<YamlMapping>().Any(root =>
        root.Find("allowed_tools") is not null || root.Find("kind") is YamlScalar { Text: PolicyGrammar.Kind });

    private string[] Files(string path, Func<string, bool> isWanted)
    {
        try
        {
            if (File.Exists(path)) return [path];
            if (Directory.Exists(path)) return [.. _walk.Files(path).Where(isWanted).Where(IsRegular).Order(StringComparer.Ordinal)];
            Fault(path, "there is no such file or folder");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault(path, $"cannot be read: {fault.Message}");
        }

        return [];
    }

    /// <summary>Says whether a file of a folder can be read to its end. One that is named by itself may be a pipe: then somebody wants it read.</summary>
    private bool IsRegular(string file)
    {
        if (LeadsNowhere(file)) Fault(file, "is a link that leads nowhere");
        else if (!RegularFile.Exists(file)) Fault(file, "is not a regular file");
        else return true;
        return false;
    }

    private static bool LeadsNowhere(string file)
    {
        try
        {
            return !Path.Exists(RealPath.Of(file));
        }
        catch (IOException)
        {
            return true; // In a circle.
        }
    }

    private void Read(string file)
    {
        if (ReadText(file, once: true) is { } text) _sources.Add(new PolicySource(file, text));
    }

    private string? ReadText(string file, bool once)
    {
        try
        {
            if (once && !_seen.Add(RealPath.Of(file))) return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault(file, $"cannot be read: {fault.Message}");
            return null;
        }

        var text = YamlFile.ReadText(file, out var problem);
        if (text is null) Fault(file, problem!);
        return text;
    }

    private void Fault(string file, string message) => _errors.Add(new PolicyError(file, 0, 0, message));

    private PolicyFileReading ToReading() => new(_sources.ToImmutable(), [.. _errors]);
}
