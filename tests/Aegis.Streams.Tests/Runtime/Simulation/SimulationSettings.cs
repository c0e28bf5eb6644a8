using Aegis.Streams.Kafka.Testing;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>What one run is made of; everything follows from the seed.</summary>
internal sealed record SimulationSettings(int Seed)
{
    public const int Partitions = 4;

    public int Instances { get; init; } = 2;

    public int Threads { get; init; } = 1;

    /// <summary>Gets how many records come in before the faults end.</summary>
    public int Inputs { get; init; } = 60;

    public int FaultsPerThousandCalls { get; init; }

    /// <summary>Gets a value indicating whether instances are stopped and started in order, and partitions moved, besides what the faults do.</summary>
    public bool Moves { get; init; }

    public SimulatedClusterOptions Cluster { get; init; } = new();

    public static SimulationSettings Of(int seed)
    {
        var random = new Random(seed);
        return new SimulationSettings(seed)
        {
            Instances = random.Next(1, 4),
            Threads = random.Next(1, 3),
            Inputs = random.Next(30, 90),
            FaultsPerThousandCalls = random.Next(5) switch { 0 => 0, 1 => 10, 2 => 30, 3 => 60, _ => 120 },
            Moves = random.Next(2) == 0,
            Cluster = new SimulatedClusterOptions { StaticMembership = random.Next(2) == 0, OnlyOwnersSendOffsets = random.Next(2) == 0 },
        };
    }

    public override string ToString() =>
        $"seed {Seed}: {Instances} instances of {Threads} threads, {Inputs} inputs, {FaultsPerThousandCalls}/1000 faults, moves {Moves}, static {Cluster.StaticMembership}, owners only {Cluster.OnlyOwnersSendOffsets}";
}
