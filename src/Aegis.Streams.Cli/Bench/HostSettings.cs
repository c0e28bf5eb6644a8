namespace Aegis.Streams.Cli.Bench;

/// <summary>What the process under test is told before it starts.</summary>
internal sealed record HostSettings
{
    public required string BootstrapServers { get; init; }

    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    public bool IsEmbedded { get; init; }

    /// <summary>Gets the engine, one of <see cref="Up.EngineNames"/>.</summary>
    public required string Engine { get; init; }

    public required string Prefix { get; init; }

    public required int Threads { get; init; }

    public required TimeSpan CommitInterval { get; init; }

    public required TimeSpan CommitSpacing { get; init; }

    public required TimeSpan CommitPause { get; init; }

    public required int TransactionRecords { get; init; }

    public required int TransactionBytes { get; init; }
}
