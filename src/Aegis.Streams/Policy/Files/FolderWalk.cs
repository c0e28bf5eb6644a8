namespace Aegis.Streams.Policy.Files;

/// <summary>
/// Walks folders, each once, whatever links lead to it: one may lead back to where it is. Folders whose names begin with two dots are passed over, since
/// in them Kubernetes keeps the old and the new state of what it mounts, and what counts is linked from beside them.
/// </summary>
internal sealed class FolderWalk
{
    private const string Hidden = "..";

    private readonly HashSet<string> _walked = new(StringComparer.Ordinal);

    /// <summary>Finds the files of a folder and the folders in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The files by their names under the folder, in no order; none of a folder that was walked before.</returns>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public IEnumerable<string> Files(string folder)
    {
        // Links come last, so that a file is rather called by a name that no link is in.
        var (folders, links) = (new Stack<string>([folder]), new Queue<string>());
        while (folders.TryPop(out var next) || links.TryDequeue(out next))
        {
            if (!_walked.Add(RealPath.Of(next))) continue;
            foreach (var entry in new DirectoryInfo(next).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                var path = Path.Join(next, entry.Name);
                if (!Directory.Exists(path)) yield return path;
                else if (entry.Name.StartsWith(Hidden, StringComparison.Ordinal)) continue;
                else if (entry.LinkTarget is null) folders.Push(path);
                else links.Enqueue(path);
            }
        }
    }
}
