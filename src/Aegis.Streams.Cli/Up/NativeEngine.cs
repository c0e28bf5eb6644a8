using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Cli.Up;

/// <summary>The stream runtime of the product.</summary>
internal sealed class NativeEngine(LibrdkafkaClients clients, DecisionApplication application) : IDecisionEngine
{
    public event Action<StreamsState>? StateChanged
    {
        add => application.StateChanged += value;
        remove => application.StateChanged -= value;
    }

    /// <summary>Gets what decides.</summary>
    public DecisionApplication Application => application;

    public StreamsState State => application.State;

    public double Progress => application.Progress;

    public PolicySnapshot? Policy => application.Policy;

    public Task Completion => application.Completion;

    public int FaultExitCode => ExitCodes.Fault;

    public void Start() => application.Start();

    public bool Stop(TimeSpan timeout) => application.Stop(timeout);

    public void Dispose()
    {
        application.Dispose();
        clients.Dispose();
    }
}
