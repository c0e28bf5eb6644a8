using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Cli.Bench;

/// <summary>What a run of the benchmark does.</summary>
internal sealed record BenchPlan
{
    public required KafkaConnection Connection { get; init; }

    /// <summary>Gets what the names of all topics of the run start with.</summary>
    public required string Prefix { get; init; }

    public required int Partitions { get; init; }

    /// <summary>Gets the intents to drain; 0: none.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the rates to drive, in intents a second.</summary>
    public required IReadOnlyList<int> Rates { get; init; }

    public required TimeSpan Measured { get; init; }

    public required TimeSpan WarmUp { get; init; }

    /// <summary>Gets the engines to measure, one after the other.</summary>
    public required IReadOnlyList<string> Engines { get; init; }

    public required int Threads { get; init; }

    public required TimeSpan CommitInterval { get; init; }

    public required TimeSpan CommitSpacing { get; init; }

    public required TimeSpan CommitPause { get; init; }

    public required int TransactionRecords { get; init; }

    public required int TransactionBytes { get; init; }

    public required int Skus { get; init; }

    public required int Seed { get; init; }

    /// <summary>Gets the process of the broker, to measure its CPU; <see langword="null"/>: it is not measured.</summary>
    public required int? BrokerPid { get; init; }

    /// <summary>Gets a value indicating whether the topics stay.</summary>
    public required bool Keep { get; init; }

    public BenchWorld World => new(Skus);

    /// <summary>Makes the settings of the process under test.</summary>
    /// <param name="prefix">What the names of its topics start with.</param>
    /// <param name="engine">The engine to run.</param>
    /// <returns>The settings.</returns>
    public HostSettings ToHostSettings(string prefix, string engine) => new()
    {
        Engine = engine,
        BootstrapServers = Connection.BootstrapServers,
        Properties = Connection.Properties,
        IsEmbedded = Connection.IsEmbedded,
        Prefix = prefix,
        Threads = Threads,
        CommitInterval = CommitInterval,
        CommitSpacing = CommitSpacing,
        CommitPause = CommitPause,
        TransactionRecords = TransactionRecords,
        TransactionBytes = TransactionBytes,
    };
}
