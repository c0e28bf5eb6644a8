using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>Rules and requests in neutral JSON, as other engines are measured on them: `rules.json` and `requests.json` of one folder.</summary>
internal sealed class PolicyWorkload
{
    /// <summary>The name of the policy, with which the ids of rules begin.</summary>
    public const string Name = "workload";

    private PolicyWorkload(PolicySnapshot policy, ImmutableArray<WorkloadRequest> requests) => (Policy, Requests) = (policy, requests);

    public PolicySnapshot Policy { get; }

    public ImmutableArray<WorkloadRequest> Requests { get; }

    public static PolicyWorkload Read(string folder)
    {
        using var requests = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "requests.json")));
        var agents = new Dictionary<(string Tenant, string Agent), AgentRegistration>();
        return new PolicyWorkload(new PolicySnapshot(ReadRules(folder)), [.. requests.RootElement.EnumerateArray().Select(request => WorkloadRequest.Read(request, agents))]);
    }

    /// <summary>Reads the name of an agent, which in the workload has a slash that names of agents may not have.</summary>
    public static string AgentName(JsonElement agent) => agent.GetString()!.Replace('/', '-');

    public static ImmutableArray<PolicyDocument> ReadRules(string folder)
    {
        using var rules = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "rules.json")));
        return [new PolicyDocument { Name = Name, Rules = [.. rules.RootElement.EnumerateArray().Select(ReadRule)] }];
    }

    /// <summary>Says how many requests are answered otherwise than the workload expects, in the verdict or in the rules that apply.</summary>
    public int CountWrongAnswers()
    {
        var wrong = 0;
        var table = new ParameterTable();
        foreach (var request in Requests)
        {
            if (table.Read(request.Parameters, new IntentLimits(), "parameters") is not null) throw new InvalidDataException($"{request.Id} has bad parameters.");
            var trace = PolicyEngine.Trace(Policy, request.Call(table));
            var isAllowed = trace.Verdict.Outcome == DecisionOutcome.Allow;
            if (isAllowed != request.IsAllowed || !trace.Applied.SequenceEqual(request.Rules)) wrong++;
        }

        return wrong;
    }

    private static PolicyRule ReadRule(JsonElement rule)
    {
        var isPermit = rule.GetProperty("effect").GetString() == "permit";
        var subject = rule.GetProperty("subject");
        var kind = subject.GetProperty("kind").GetString();
        ImmutableArray<NameGlob> who = subject.TryGetProperty("value", out var value) ? [Glob(kind == "agent" ? AgentName(value) : value.GetString()!)] : [];
        return new PolicyRule
        {
            Id = $"{Name}/{rule.GetProperty("id").GetString()}",
            Effect = isPermit ? RuleEffect.Permit : RuleEffect.Forbid,
            Who = new Subject
            {
                Tenants = rule.GetProperty("tenant").ValueKind == JsonValueKind.Null ? [] : [Glob(rule.GetProperty("tenant").GetString()!)],
                Agents = kind == "agent" ? who : [],
                Groups = kind == "group" ? who : [],
                Roles = kind == "role" ? who : [],
            },
            What = new Target { Tools = [Glob(rule.GetProperty("tool").GetString()!)] },

            // In the workload an absent parameter makes every condition false, that of a forbid too.
            When = new AllOf([.. rule.GetProperty("when").EnumerateArray().Select(condition => ReadCondition(condition, isOptional: !isPermit))]),
            AcceptsUnknown = isPermit,
        };
    }

    private static ParameterCondition ReadCondition(JsonElement condition, bool isOptional)
    {
        if (!ParameterPath.TryParse(condition.GetProperty("param").GetString()!, out var path)) throw new InvalidDataException("A parameter has no usable name.");
        ParameterTest test = condition.GetProperty("op").GetString() switch
        {
            "range" => new NumberRange(Number(condition, "min"), Number(condition, "max")),
            "in" => new OneOf([.. condition.GetProperty("values").EnumerateArray().Select(value => new TextLiteral(value.GetString()!))]),
            "eq" => new OneOf([new BooleanLiteral(condition.GetProperty("value").GetBoolean())]),
            "prefix" => new AffixTest([condition.GetProperty("value").GetString()!]),
            "regex" => Pattern.TryParse(condition.GetProperty("value").GetString()!, out var pattern, out _)
                ? new PatternTest(pattern)
                : throw new InvalidDataException("A pattern is refused."),
            var other => throw new InvalidDataException($"Unknown operator {other}."),
        };
        return new ParameterCondition(path, [test]) { IsOptional = isOptional };
    }

    private static ExactDecimal? Number(JsonElement condition, string name) =>
        condition.TryGetProperty(name, out var value) && ExactDecimal.TryParse(Encoding.UTF8.GetBytes(value.GetRawText()), out var number) ? number : null;

    private static NameGlob Glob(string text) =>
        NameGlob.TryParse(text, out var glob) ? glob : throw new InvalidDataException($"`{text}` is no name.");
}
