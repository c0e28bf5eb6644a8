using Aegis.Streams.IntegrationTests.Brokers;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real Envoy: `AEGIS_TEST_ENVOY` (a path), else that of `shared/bench/envoy` beside the repository; else tests that ask for it are skipped with the reason.</summary>
internal static class EnvoyBinary
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("AEGIS_TEST_ENVOY") is { Length: > 0 } named ? named : System.IO.Path.Combine(BenchFolder.PathOf("envoy"), "envoy");

    public static bool Exists => File.Exists(Path);

    public static void Require()
    {
        if (!Exists) Assert.Skip("There is no Envoy: let AEGIS_TEST_ENVOY hold the path of `envoy` 1.3x or later.");
    }
}
