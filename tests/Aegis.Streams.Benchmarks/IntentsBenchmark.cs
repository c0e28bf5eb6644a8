using Aegis.Streams.Intents;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>The stage Intents: the envelope, the strict look at the parameters, and what makes the request itself again.</summary>
[MemoryDiagnoser]
public class IntentsBenchmark
{
    private readonly Intent _intent = SampleIntent.Intent;
    private readonly ParameterTable _parameters = new();

    [Benchmark]
    public IntentReading ReadEnvelope() => SampleIntent.Reader.Read(SampleIntent.Record);

    [Benchmark]
    public IntentFault? ReadParameters() => SampleIntent.Reader.ReadParameters(_intent, _parameters);

    [Benchmark]
    public byte[] HashRequest() => RequestHash.Compute(_intent);
}
