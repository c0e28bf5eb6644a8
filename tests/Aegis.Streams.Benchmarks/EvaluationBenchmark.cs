using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>The stages Identity, Policy, Catalog and Outcome.</summary>
[MemoryDiagnoser]
public class EvaluationBenchmark
{
    private readonly Intent _intent = SampleIntent.Intent;
    private readonly DecisionInputs _inputs = SampleIntent.Inputs();
    private readonly ParameterTable _parameters = new();

    private readonly AgentRegistration _agent = new() { Tenant = "acme", Agent = "sales-composer", IsEnabled = true };
    private readonly CatalogCheck _check;

    public EvaluationBenchmark()
    {
        if (SampleIntent.Reader.ReadParameters(_intent, _parameters) is not null) throw new InvalidOperationException("The sample has a fault.");
        _check = Policy().CatalogChecks[0];
    }

    [Benchmark]
    public IdentityResolution Identity() => IdentityResolver.Resolve(_intent, _inputs.Agents);

    [Benchmark]
    public PolicyVerdict Policy() => PolicyEngine.Evaluate(_inputs.Policy!, new PolicyCall
    {
        Tenant = _intent.Tenant,
        Agent = _intent.Agent,
        Tool = _intent.Tool,
        Action = _intent.Action,
        Registration = _agent,
        Parameters = _parameters,
    });

    [Benchmark]
    public CatalogResolution Catalog() => CatalogResolver.Resolve(_check, _intent.Tenant, _parameters, _inputs.Catalog);

    [Benchmark]
    public string Outcome() => DecisionId.Create(SampleIntent.Record, _intent.Tenant, _intent.Agent, _intent.Id);
}
