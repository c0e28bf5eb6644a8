namespace Aegis.Streams.Tests;

/// <summary>Files of the repository that tests read where they lie.</summary>
internal static class RepositoryFiles
{
    public static string PathOf(params string[] parts)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Aegis.Streams.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return Path.Combine([folder, .. parts]);
    }
}
