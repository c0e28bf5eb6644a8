using System.Globalization;
using Aegis.Streams.Tests.Runtime.Simulation;

namespace Aegis.Streams.Tests.Runtime;

/// <summary>
/// Exactly once, proven by trying to break it: every seed is another run of several instances under faults. `AEGIS_SIMULATION_SEEDS` sets
/// how many seeds are run, `AEGIS_SIMULATION_FIRST_SEED` where they begin: with a count of 1, one run again.
/// </summary>
public sealed class StreamSimulationTests
{
    private static readonly int Seeds = Number("AEGIS_SIMULATION_SEEDS", 1200);
    private static readonly int FirstSeed = Number("AEGIS_SIMULATION_FIRST_SEED", 1);

    [Fact]
    public void EverySeed_ComesToRestWithEveryInputDecidedOnce()
    {
        var failures = new List<string>();
        for (var seed = FirstSeed; seed < FirstSeed + Seeds && failures.Count < 5; seed++)
        {
            if (Run(SimulationSettings.Of(seed)) is not { } failure) continue;
            failures.Add(failure);
        }

        Assert.True(failures.Count == 0, $"{failures.Count} seeds failed. {string.Join("\n\n", failures)}");
    }

    [Fact]
    public void SameSeed_GivesTheSameRun()
    {
        Assert.Equal(Record(), Record());

        static string Record()
        {
            using var simulation = new StreamSimulation(SimulationSettings.Of(11));
            simulation.Run();
            return simulation.Trace.ToString();
        }
    }

    private static string? Run(SimulationSettings settings)
    {
        using var simulation = new StreamSimulation(settings);
        try
        {
            var faults = simulation.Run() is { } unrest ? [unrest] : new ExactlyOnceChecker(simulation.Cluster, simulation.Inputs).Check(simulation.RunningStates);
            return faults.Count == 0 ? null : Describe(string.Join('\n', faults.Take(10)));
        }
        catch (Exception fault)
        {
            return Describe(fault.ToString());
        }

        string Describe(string faults) => Seeds > 1
            ? $"{settings}\n{faults}\nRun it alone, with its trace: AEGIS_SIMULATION_FIRST_SEED={settings.Seed} AEGIS_SIMULATION_SEEDS=1"
            : $"{settings}\n{faults}\n{simulation.Trace}";
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
