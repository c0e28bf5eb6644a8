using Aegis.Streams.Policy.Files;

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

    /// <summary>Refuses a path where one of the policies is that are read, or where one would be: what is written must not take the place of what it is made of, nor become a part of it.</summary>
    /// <param name="option">What names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="policies">The files and folders of the policies.</param>
    /// <returns>The path.</returns>
    /// <exception cref="CliRefusalException">It is one of them, or links lead in a circle.</exception>
    public static string RequireApart(string option, string path, params IReadOnlyCollection<string> policies)
    {
        try
        {
            var real = RealPath.Of(path);
            foreach (var policy in policies)
            {
                var isOne = Directory.Exists(policy)
                    ? (PolicyFileName.IsPolicies(real) || PolicyFileName.IsTests(real)) && $"{Path.GetDirectoryName(real)}{Path.DirectorySeparatorChar}".StartsWith($"{RealPath.Of(policy).TrimEnd(Path.DirectorySeparatorChar)}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    : RealPath.Names.Equals(RealPath.Of(policy), real);
                if (isOne) throw CliRefusalException.Usage($"{option} must not be one of the policies: {path}; name a file outside of {policy}");
            }
        }
        catch (IOException fault)
        {
            throw CliRefusalException.Fault($"{option}: {fault.Message}", fault);
        }

        return path;
    }

    /// <summary>Refuses a path that is empty, as that of a variable without a value is.</summary>
    /// <param name="option">What names it.</param>
    /// <param name="path">The path.</param>
    /// <returns>The path.</returns>
    /// <exception cref="CliRefusalException">It is empty.</exception>
    public static string RequireName(string option, string path) =>
        string.IsNullOrWhiteSpace(path) ? throw CliRefusalException.Usage($"{option} names nothing") : path;
}
