namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>What a run of `aegis bench facade` does.</summary>
internal sealed record FacadeBenchPlan
{
    public required IReadOnlyList<string> Modes { get; init; }

    public required IReadOnlyList<int> Rates { get; init; }

    public required TimeSpan Measured { get; init; }

    public required int Rounds { get; init; }

    public required int Connections { get; init; }

    /// <summary>Gets the program of Open Policy Agent; <see langword="null"/>: it does not run.</summary>
    public required string? Opa { get; init; }
}
