namespace Aegis.Streams.Policy.Files;

/// <summary>Where a path leads once all links in it are followed: one file has one real path, whatever it is called.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    /// <summary>Follows the links of a path.</summary>
    /// <param name="path">The path. What does not exist is taken for no link.</param>
    /// <returns>A full path without links.</returns>
    /// <exception cref="IOException">The links lead in a circle, or cannot be read.</exception>
    public static string Of(string path)
    {
        var left = MaxLinks;
        return Follow(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), ref left);
    }

    private static string Follow(string path, ref int left)
    {
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        var folder = Follow(parent, ref left);
        var file = Path.Join(folder, Path.GetFileName(path));
        if (new FileInfo(file).LinkTarget is not { } target) return file;
        if (--left < 0) throw new IOException($"More than {MaxLinks} links follow one another.");
        return Follow(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, folder)), ref left);
    }
}
