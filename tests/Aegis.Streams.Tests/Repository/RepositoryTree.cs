using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Repository;

/// <summary>The files and folders of the repository, without what builds leave behind. Paths are relative to its root, with slashes.</summary>
internal sealed partial class RepositoryTree
{
    private static readonly string[] LeftOut = [".git", "bin", "obj", "artifacts", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", ".aegis"];

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    private RepositoryTree()
    {
        Add(new DirectoryInfo(RepositoryFiles.PathOf()), "");
        Files = [.. _paths.Where(path => File.Exists(RepositoryFiles.PathOf(path))).Order(StringComparer.Ordinal)];
    }

    public static RepositoryTree Instance { get; } = new();

    public IReadOnlyList<string> Files { get; }

    public static string Read(string path) => File.ReadAllText(RepositoryFiles.PathOf(path));

    /// <summary>Says whether there is such a file or folder; `*` stands for a part of a name, `{a,b}` for each of its members.</summary>
    public bool Exists(string path)
    {
        path = path.TrimEnd('/');
        if (BracesPattern().Match(path) is { Success: true } braces)
            return braces.Groups[2].Value.Split(',').All(member => Exists(braces.Groups[1].Value + member + braces.Groups[3].Value));
        if (!path.Contains('*', StringComparison.Ordinal)) return path.Length == 0 || _paths.Contains(path);
        var pattern = new Regex($"^{Regex.Escape(path).Replace("\\*", "[^/]*", StringComparison.Ordinal)}$");
        return _paths.Any(known => pattern.IsMatch(known));
    }

    [GeneratedRegex(@"^(.*)\{([^{}]*)\}(.*)$")]
    private static partial Regex BracesPattern();

    private void Add(DirectoryInfo folder, string prefix)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (LeftOut.Contains(entry.Name)) continue;
            _paths.Add(prefix + entry.Name);
            if (entry is DirectoryInfo { LinkTarget: null } inner) Add(inner, $"{prefix}{entry.Name}/");
        }
    }
}
