using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Cli.Up;

/// <summary>What runs the pipeline in `aegis up`.</summary>
internal interface IDecisionEngine : IDisposable
{
    /// <summary>Happens at each change of <see cref="State"/>.</summary>
    event Action<StreamsState>? StateChanged;

    StreamsState State { get; }

    /// <summary>Gets the part of tables and state that has been read back, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Gets the policy set that decides now; <see langword="null"/>: none was published yet, so the engine is not ready, whatever its state; nor is it with a set that has no rules.</summary>
    PolicySnapshot? Policy { get; }

    /// <summary>Gets a task that ends when the engine has stopped; it fails with the fault that stopped it.</summary>
    Task Completion { get; }

    /// <summary>Gets the exit code of a fault.</summary>
    int FaultExitCode { get; }

    void Start();

    /// <summary>Stops in order.</summary>
    /// <returns>Whether everything stopped in time.</returns>
    bool Stop(TimeSpan timeout);
}
