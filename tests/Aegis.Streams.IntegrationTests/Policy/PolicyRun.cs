using System.Globalization;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>How long engines are compared: `AEGIS_POLICY_CASES` calls from `AEGIS_POLICY_SEED` on.</summary>
internal static class PolicyRun
{
    public const int CallsPerCase = 100;

    public static int Cases { get; } = (int)Math.Max(1, Read("AEGIS_POLICY_CASES", 50_000) / CallsPerCase);

    public static ulong Seed { get; } = Read("AEGIS_POLICY_SEED", 1);

    private static ulong Read(string variable, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
