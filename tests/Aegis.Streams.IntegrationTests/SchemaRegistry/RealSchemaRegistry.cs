using System.Diagnostics;
using System.Security.Cryptography;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.SchemaRegistry;

[assembly: AssemblyFixture(typeof(RealSchemaRegistry))]

namespace Aegis.Streams.IntegrationTests.SchemaRegistry;

/// <summary>
/// A real schema registry; take it as a constructor parameter. It is `AEGIS_TEST_SCHEMA_REGISTRY` (a URL; subjects are added to it), else one that is
/// started from `shared/bench/schema-registry` beside the repository; else tests that ask for it are skipped with the reason.
/// </summary>
public sealed class RealSchemaRegistry : IDisposable
{
    private readonly Lock _lock = new();
    private string? _url;
    private string? _data;

    /// <summary>Gets its base URL. It starts when the first test asks.</summary>
    public string Url
    {
        get
        {
            lock (_lock) return _url ??= Find();
        }
    }

    private static string Distribution => BenchFolder.PathOf("schema-registry");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_data is null) return;
        Run("stop.sh", _data);
        Directory.Delete(_data, recursive: true);
    }

    private string Find()
    {
        if (Environment.GetEnvironmentVariable("AEGIS_TEST_SCHEMA_REGISTRY") is { Length: > 0 } url) return url;
        if (!File.Exists(Path.Combine(Distribution, "start.sh")))
            Assert.Skip("There is no schema registry: let AEGIS_TEST_SCHEMA_REGISTRY hold the URL of one, such as that of `docker compose up registry`.");
        _data = Directory.CreateTempSubdirectory("aegis-registry-").FullName;
        var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
        return Run("start.sh", port.ToString(System.Globalization.CultureInfo.InvariantCulture), _data);
    }

    private static string Run(string script, params string[] arguments)
    {
        // What it starts in the background holds the error stream, so only the output is read.
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Distribution, script), arguments) { RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadLine();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return line ?? "";
    }
}
