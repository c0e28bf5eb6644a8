using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>The stages Audit and Publishing, and the reply that is remembered.</summary>
[MemoryDiagnoser]
public class PublishingBenchmark
{
    private readonly Intent _intent = SampleIntent.Intent;
    private readonly DecisionWriter _writer = new(framing: null);
    private readonly KeyedState _state = new();
    private readonly IdempotentReplies _replies = new(new ReplyRetention());
    private readonly TenantCommitmentKey _key = CommitmentKey.Generate().ForTenant("acme");
    private readonly byte[] _requestHash = new byte[RequestHash.Length];
    private Decision _decision = null!;
    private byte[] _message = [];

    [GlobalSetup]
    public void SetUp()
    {
        var pipeline = new DecisionPipeline(new PipelineOptions(), SampleIntent.Reader, CommitmentKey.Generate());
        _decision = pipeline.Process(SampleIntent.Record, SampleIntent.Inputs(), new KeyedState()).Decision!;
        _message = DecisionWriter.WriteMessage(_decision);
    }

    [Benchmark]
    public Commitment Commit() => _key.Commit("parameters", _decision.DecisionId, _intent.Parameters.Span);

    [Benchmark]
    public byte[] WriteProtobuf() => _writer.Write(_decision, WireFormat.Protobuf);

    [Benchmark]
    public byte[] WriteJson() => _writer.Write(_decision, WireFormat.Json);

    [Benchmark]
    public void Remember()
    {
        _replies.Remember(_state, _intent, _requestHash, _message, SampleIntent.Now);
        _state.Rollback();
    }
}
