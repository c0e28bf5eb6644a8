using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Files;
using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Checks where a file is to be written, before anything is done for it.</summary>
internal static class OutputPath
{
    /// <summary>Refuses a path that no file can be put at: replacing a device or a pipe would take it from everybody else.</summary>
    /// <param name="option">What names it, such as `--output`.</param>
    /// <param name="path">The path; a link leads on.</param>
    /// <returns>The path.</returns>
    /// <exception cref="CliRefusalException">It is empty, a folder, or something else than a regular file.</exception>
    public static string Require(string option, string path)
    {
        RequireName(option, path);
        if (Directory.Exists(path)) throw CliRefusalException.Fault($"{path} is a folder; name a file in it");
        if (File.Exists(path) && !RegularFile.Exists(path)) throw CliRefusalException.Fault($"{path} is not a regular file; name another file");
        return path;
    }

    /// <summary>Refuses a path where one of the policies or their tests is, or where one would be: what is written must not take the place of what it is made of, nor become a part of it.</summary>
    /// <param name="option">What names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="policies">The files and folders of the policies.</param>
    /// <returns>The path.</returns>
    /// <exception cref="CliRefusalException">It is one of them, or links lead in a circle.</exception>
    public static string RequireApart(string option, string path, params IReadOnlyCollection<string> policies)
    {
        try
        {
            var (real, whole) = (RealPath.Of(path), Path.GetFullPath(path));
            var read = PolicyLoader.ReadFiles(policies).Sources.Concat(FixtureLoader.ReadFiles(policies).Sources).Select(source => RealPath.Of(source.File));
            var isRead = PolicyFileName.IsPolicies(path) || PolicyFileName.IsTests(path);
            if (read.Contains(real, RealPath.Names) || (isRead && policies.Any(policy => IsBelow(whole, Path.GetFullPath(policy)) || IsBelow(real, RealPath.Of(policy)))))
                throw CliRefusalException.Usage($"{option} must not be one of the policies or of their tests: {path}; name a file elsewhere");
        }
        catch (IOException fault)
        {
            throw CliRefusalException.Fault($"{option}: {fault.Message}", fault);
        }

        return path;
    }

    private static bool IsBelow(string path, string folder)
    {
        for (var at = Path.GetDirectoryName(path); at is not null; at = Path.GetDirectoryName(at))
            if (RealPath.Names.Equals(at, Path.TrimEndingDirectorySeparator(folder))) return true;
        return false;
    }

    /// <summary>Refuses a path that is empty, as that of a variable without a value is.</summary>
    /// <param name="option">What names it.</param>
    /// <param name="path">The path.</param>
    /// <returns>The path.</returns>
    /// <exception cref="CliRefusalException">It is empty.</exception>
    public static string RequireName(string option, string path) =>
        string.IsNullOrWhiteSpace(path) ? throw CliRefusalException.Usage($"{option} names nothing") : path;
}
