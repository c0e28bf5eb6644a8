using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>The stages Identity, Policy, Catalog and Outcome.</summary>
[MemoryDiagnoser]
public class EvaluationBenchmark
{
    private readonly Intent _intent = SampleIntent.Intent;
    private readonly DecisionInputs _inputs = SampleIntent.Inputs();
    private readonly CatalogCheck _check = new("SKU-000123", "sales-composer/pricing-api/generate_quote");

    [Benchmark]
    public IdentityResolution Identity() => IdentityResolver.Resolve(_intent, _inputs.Agents);

    [Benchmark]
    public PolicyVerdict Policy() => PolicyEngine.Evaluate(_inputs.Policy, _intent);

    [Benchmark]
    public CatalogResolution Catalog() => CatalogResolver.Resolve(_check, _intent, _inputs.Catalog);

    [Benchmark]
    public string Outcome() => DecisionId.Create(SampleIntent.Record, _intent.Tenant, _intent.Agent, _intent.Id);
}
