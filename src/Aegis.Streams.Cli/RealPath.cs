namespace Aegis.Streams.Cli;

/// <summary>Finds what a path names, as the system does when it opens it.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Gets how names of files are compared: as the usual file system of the platform does.</summary>
    public static StringComparer Names { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>
    /// Finds the file or folder: part by part, since a link below a folder that is a link itself starts where that leads, and `..` goes up from there.
    /// </summary>
    /// <param name="path">The path. What it names need not be there.</param>
    /// <returns>An absolute path without links.</returns>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var whole = Path.Combine(Environment.CurrentDirectory, path);
        var at = Path.GetPathRoot(whole)!;
        var (root, rest, links) = (at, new Stack<string>(), 0);
        Push(whole[at.Length..]);
        while (rest.TryPop(out var part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                at = Path.GetDirectoryName(at) ?? root;
                continue;
            }

            var next = Path.Combine(at, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks) throw new IOException($"the links at {path} lead in a circle");
            if (Path.IsPathRooted(target)) at = root = Path.GetPathRoot(Path.Combine(root, target))!;
            Push(Path.IsPathRooted(target) ? target[Path.GetPathRoot(target)!.Length..] : target);
        }

        return at;

        void Push(string parts)
        {
            foreach (var part in parts.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse()) rest.Push(part);
        }
    }
}
