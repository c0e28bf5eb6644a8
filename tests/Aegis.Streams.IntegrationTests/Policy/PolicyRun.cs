using System.Diagnostics;
using System.Globalization;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>How long engines are compared: `AEGIS_POLICY_CASES` calls from `AEGIS_POLICY_SEED` on. Calls that were not compared do not count.</summary>
internal static class PolicyRun
{
    public const int CallsPerCase = 100;

    // So many times the cases that would do if none were refused: a printer that refuses nearly all must not run for ever.
    private const int MostTries = 20;

    public static int Calls { get; } = (int)Math.Max(1, Read("AEGIS_POLICY_CASES", 50_000));

    public static ulong Seed { get; } = Read("AEGIS_POLICY_SEED", 1);

    /// <summary>Compares one batch of cases after the other until so many calls were compared.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="batch">How many cases a batch has.</param>
    /// <param name="compare">Compares the cases from a number on; the first difference, or <see langword="null"/>.</param>
    /// <param name="compared">How many calls were compared so far.</param>
    /// <returns>What to say of the run.</returns>
    public static string UntilCompared(int calls, int batch, Func<int, string?> compare, Func<int> compared)
    {
        var watch = Stopwatch.StartNew();
        var number = 0;
        for (; compared() < calls; number += batch)
        {
            Assert.True(number <= (calls / CallsPerCase * MostTries) + MostTries, $"seed {Seed}: {compared()} calls of {number} cases could be compared.");
            if (compare(number) is { } difference) Assert.Fail(difference);
        }

        return string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {compared()} calls of {number} cases compared, {compared() / watch.Elapsed.TotalSeconds:F0} a second");
    }

    private static ulong Read(string variable, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
