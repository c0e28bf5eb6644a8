using System.Diagnostics.Metrics;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Policy;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>Policy that fails in the middle of a call denies it, says so, and is counted.</summary>
public sealed class PolicyStageFaultTests
{
    private static readonly VectorFixture Fixture = VectorFixture.Load();

    [Fact]
    public void Policy_ThatFails_IsADenyWithItsOwnCodeAndCounted()
    {
        using var metrics = new DecisionMetrics();
        using var faults = new FaultCount();

        var fault = Process(BrokenPolicies.Break(Load()));
        metrics.Processed(fault, TimeSpan.Zero);
        var sound = Process(Load());
        metrics.Processed(sound, TimeSpan.Zero);

        Assert.IsType<NullReferenceException>(fault.Fault);
        Assert.Equal((DecisionOutcome.Deny, DecisionOutcome.Allow), (fault.Decision!.Outcome, sound.Decision!.Outcome));
        var reason = Assert.Single(fault.Decision.Reasons);
        Assert.Equal(("policy.internal_error", "policy", "Send the intent again; the operator has been told."), (reason.Code, reason.Path, reason.Hint));
        Assert.Equal(1, faults.Total);
    }

    /// <summary>Loads a permit that would let reads pass where something fails: that is said of the checks it demands, not of policy itself.</summary>
    private static PolicySnapshot Load()
    {
        const string rule = "{id: use, effect: permit, unknown_parameters: allow, on_error: allow, what: {tools: pricing-api}}";
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", $"apiVersion: aegis/v1\nkind: Policy\nname: p\ntools: [{{name: pricing-api, class: read}}]\nrules:\n  - {rule}\n")]);
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    private static PipelineResult Process(PolicySnapshot policy)
    {
        var pipeline = new DecisionPipeline(new PipelineOptions(), new IntentReader(new IntentLimits()), Fixture.Key);
        var record = new SourceRecord
        {
            Topic = "aegis.intents",
            Partition = Fixture.Inputs.Partition,
            Offset = 7,
            Timestamp = Fixture.Inputs.DecisionTime,
            IsLogAppendTime = true,
            Value = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"a":1}}"""u8.ToArray(),
        };
        return pipeline.Process(record, Fixture.Inputs with { Policy = policy }, new KeyedState());
    }

    /// <summary>Counts the faults of stages that this thread counts; other tests count on theirs.</summary>
    private sealed class FaultCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public FaultCount()
        {
            _listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "aegis.stage_faults") self.EnableMeasurementEvents(instrument, null);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) =>
            {
                if (Environment.CurrentManagedThreadId == _thread) Total += count;
            });
            _listener.Start();
        }

        public long Total { get; private set; }

        public void Dispose() => _listener.Dispose();
    }
}
