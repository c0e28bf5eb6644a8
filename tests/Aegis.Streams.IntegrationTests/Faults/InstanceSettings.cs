using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>What an instance under test is started with.</summary>
internal sealed record InstanceSettings
{
    public required string BootstrapServers { get; init; }

    public required string Prefix { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>Gets a value indicating whether Streamiz runs it.</summary>
    public bool IsStreamiz { get; init; }

    /// <summary>Gets how long Streamiz may take to its start, in seconds.</summary>
    public int StartDeadlineSeconds { get; init; } = 45;

    public int Threads { get; init; } = 1;

    public GroupProtocol GroupProtocol { get; init; }

    public int CommitIntervalMs { get; init; } = 100;

    public int CommitSpacingMs { get; init; } = 5;

    public int TransactionTimeoutMs { get; init; } = 10_000;

    public Dictionary<string, string> Properties { get; init; } = [];

    public KafkaConnection Connection => new(BootstrapServers) { GroupProtocol = GroupProtocol, Properties = Properties };
}
