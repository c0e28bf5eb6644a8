using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>One allow of the engine alone and with the reading of the parameters, with the rules of a sales organisation. The memory column must be zero.</summary>
[MemoryDiagnoser]
public class PolicyEngineBenchmark
{
    private readonly ParameterTable _table = new();
    private readonly ParameterTable _read = new();
    private readonly IntentLimits _limits = new();
    private PolicySnapshot _policy = PolicySnapshot.Empty;
    private byte[] _parameters = [];
    private AgentRegistration _agent = new() { Tenant = "acme", Agent = "sales-composer", IsEnabled = true };

    [Params(10, 100, 1_000, 10_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _policy = new PolicySnapshot(SyntheticPolicy.Make(Rules));
        _agent = SyntheticPolicy.Agent;
        _parameters = SyntheticPolicy.Parameters;
        _read.Read(_parameters, _limits, "parameters");
        if (Evaluate().Outcome != DecisionOutcome.Allow) throw new InvalidOperationException("The call must be allowed.");
    }

    [Benchmark]
    public PolicyVerdict Evaluate() => PolicyEngine.Evaluate(_policy, Call(_read));

    [Benchmark]
    public PolicyVerdict ReadAndEvaluate()
    {
        _table.Read(_parameters, _limits, "parameters");
        return PolicyEngine.Evaluate(_policy, Call(_table));
    }

    private PolicyCall Call(ParameterTable parameters) => new()
    {
        Tenant = "acme",
        Agent = "sales-composer",
        Tool = "pricing-api",
        Action = "generate_quote",
        Registration = _agent,
        Parameters = parameters,
    };
}
