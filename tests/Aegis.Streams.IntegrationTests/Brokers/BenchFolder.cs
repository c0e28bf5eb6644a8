using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>The folder with real servers for tests: `AEGIS_BENCH`, else `shared/bench` beside the repository.</summary>
internal static class BenchFolder
{
    /// <summary>Finds where a server would lie.</summary>
    /// <param name="server">Its folder, such as `kafka`.</param>
    /// <returns>The path, whether it exists or not.</returns>
    public static string PathOf(string server) => Path.GetFullPath(
        Environment.GetEnvironmentVariable("AEGIS_BENCH") is { Length: > 0 } named
            ? Path.Combine(named, server)
            : Path.Combine(RepositoryFiles.PathOf("..", "shared", "bench"), server));
}
