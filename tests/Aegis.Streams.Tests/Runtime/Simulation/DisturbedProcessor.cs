using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>The real processor, with stages that fail for chosen inputs: always, once, or by an output that no topic takes.</summary>
internal sealed class DisturbedProcessor(ITaskProcessor inner, SimulationInputs inputs, Dictionary<int, KeyedState> states) : ITaskProcessor
{
    public ITaskClaims? Claims => inner.Claims;

    public void Process(SourceRecord record, TaskContext context)
    {
        states[context.Partition] = context.State;
        inner.Process(record, context);
        switch (inputs.TroubleOf(record))
        {
            case Trouble.Always:
                throw new FormatException("This input breaks a stage.");
            case Trouble.Once when inputs.IsFirstTry(record):
                throw new TimeoutException("This input breaks a stage once.");
            case Trouble.TooLarge:
                context.Emit(new OutboundRecord("acme.replies", record.Key, new byte[SimulationInputs.MaxReplyBytes + 1], []));
                break;
        }
    }

    public void SetAside(SourceRecord record, Exception fault, TaskContext context) => inner.SetAside(record, fault, context);
}
