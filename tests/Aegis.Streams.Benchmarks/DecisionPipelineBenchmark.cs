using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>The whole path of one intent in the core, from its bytes to the bytes of its outputs: what a record costs besides Kafka.</summary>
[MemoryDiagnoser]
public class DecisionPipelineBenchmark
{
    private readonly KeyedState _state = new();
    private readonly DecisionInputs _inputs = SampleIntent.Inputs();
    private readonly Intent _call = SampleIntent.Reader.Read(SampleIntent.Record).Intent!;
    private DecisionPipeline _pipeline = null!;

    /// <summary>Gets or sets the encoding of decision and audit entry; the reply copy is JSON like the intent.</summary>
    [Params(WireFormat.Protobuf, WireFormat.Json)]
    public WireFormat Wire { get; set; }

    [GlobalSetup]
    public void SetUp() => _pipeline = new DecisionPipeline(new PipelineOptions { Wire = Wire }, SampleIntent.Reader, CommitmentKey.Generate());

    /// <summary>A quote that is allowed: agent and SKU are looked up; decision, reply copy and audit entry are written, the reply remembered.</summary>
    [Benchmark]
    public PipelineResult Allow()
    {
        var result = _pipeline.Process(SampleIntent.Record, _inputs, _state);
        _state.Rollback();
        return result;
    }

    /// <summary>The same as a synchronous call without keyed state: nothing is looked up under its id, and nothing is remembered.</summary>
    [Benchmark]
    public PipelineResult AllowCall() => _pipeline.Decide(_call, SampleIntent.Record with { Offset = SourceRecord.CallOffset, CallId = Guid.NewGuid() }, _inputs, state: null);
}
