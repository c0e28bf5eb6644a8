using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Tests.Policy;

/// <summary>An allow allocates nothing, whatever kind of condition was tested for it. Only numbers of more than 38 digits do, which are arrays.</summary>
public sealed class AllowAllocationTests
{
    private const string Parameters =
        """
        {"x":12.5,"big":1234567890123456789012345678901234567.5,"t":"QB-Grüße","s":"plain","day":"2026-11-30","at":"2026-11-28T11:00:00+01:00","span":"P2DT3H","amount":100,
        "currency":"EUR","url":"https://api.example.com:443/v1/x?q=1","none":null,"open":true,"list":[1,2,3],"lines":[{"sku":"A","n":1},{"sku":"B","n":2}],"deep":{"er":{"v":3}}}
        """;

    [Theory]
    [InlineData("{parameter: x}")]
    [InlineData("{parameter: x, type: number}")]
    [InlineData("{parameter: none, type: 'null'}")]
    [InlineData("{parameter: list, type: array}")]
    [InlineData("{parameter: x, min: 0, max: 25}")]
    [InlineData("{parameter: x, above: 12.49, below: 12.51}")]
    [InlineData("{parameter: big, min: 1e36}")]
    [InlineData("{parameter: big, max: 1234567890123456789012345678901234568}")]
    [InlineData("{parameter: x, decimals: 1}")]
    [InlineData("{parameter: s, equals: plain}")]
    [InlineData("{parameter: t, in: [x, QB-Grüße]}")]
    [InlineData("{parameter: x, in: [1, 12.50]}")]
    [InlineData("{parameter: open, equals: true}")]
    [InlineData("{parameter: t, not_in: [x, 5]}")]
    [InlineData("{parameter: t, min_length: 8, max_length: 8}")]
    [InlineData("{parameter: t, pattern: 'QB-[^0-9]+'}")]
    [InlineData("{parameter: t, not_pattern: '[a-z]*'}")]
    [InlineData("{parameter: t, search_pattern: 'r.{1,3}e'}")]
    [InlineData("{parameter: t, not_search_pattern: '[0-9]{3}'}")]
    [InlineData("{parameter: t, starts_with: [QA-, QB-]}")]
    [InlineData("{parameter: t, ends_with: ße}")]
    [InlineData("{parameter: list, min_items: 1, max_items: 3}")]
    [InlineData("{parameter: day, not_before: now, not_after: now+P30D}")]
    [InlineData("{parameter: at, not_after: '2026-12-31'}")]
    [InlineData("{parameter: span, min_duration: PT1H, max_duration: P7D}")]
    [InlineData("{parameter: url, egress: ['https://*.example.com/v1']}")]
    [InlineData("{egress: ['https://api.example.com']}")]
    [InlineData("{compare: amount * x + 1 <= 1251}")]
    [InlineData("{compare: x * x * x > 1953.1}")]
    [InlineData("{money: {amount: amount, currency: currency, limits: {USD: {max: 1}, EUR: {min: 1, max: 100}}}}")]
    [InlineData("{parameter: 'lines[*].n', min: 1, max: 2}")]
    [InlineData("{parameter: 'lines[*].sku', match: any, equals: B}")]
    [InlineData("{parameter: 'list[*]', type: integer}")]
    [InlineData("{parameter: deep.er.v, equals: 3}")]
    [InlineData("{parameter: missing, optional: true, max: 1}")]
    [InlineData("{parameter: missing, present: false}")]
    [InlineData("{time: {zone: Europe/Vienna, days: [sat], from: '08:00', to: '18:00'}}")]
    [InlineData("{time: {zone: UTC, from: '22:00', to: '10:30'}}")]
    [InlineData("{attribute: region, in: [eu, us]}")]
    [InlineData("{attribute: colour, optional: true, equals: red}")]
    [InlineData("{environment: [production, staging]}")]
    [InlineData("{any: [{parameter: x, max: 1}, {all: [{parameter: t, starts_with: QB}, {parameter: x, max: 20}]}]}")]
    [InlineData("{not: {parameter: x, max: 1}}")]
    public void AllowThatTestsACondition_AllocatesNothing(string condition)
    {
        var policy = PolicyLoader.Load([new PolicySource(
            "p.yaml",
            $"apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n  - id: use\n    effect: permit\n    unknown_parameters: allow\n    when:\n      - {condition}\n"
            + $"  - id: never\n    effect: forbid\n    when:\n      - not: {condition}\n")]);
        Assert.Empty(policy.Errors);

        Assert.Equal((DecisionOutcome.Allow, 0L), Decide(policy.Snapshot!));
    }

    private static (DecisionOutcome Outcome, long Bytes) Decide(PolicySnapshot policy)
    {
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes(Parameters), new IntentLimits(), "parameters"));
        var call = new PolicyCall
        {
            Tenant = "acme",
            Agent = "bot",
            Tool = "crm",
            Action = "look",
            EgressTarget = "https://api.example.com/x",
            Registration = new AgentRegistration { Tenant = "acme", Agent = "bot", IsEnabled = true, Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("region", "eu") },
            Parameters = table,
            DecisionTime = new DateTimeOffset(2026, 11, 28, 10, 5, 0, TimeSpan.Zero),
            Environment = "production",
        };
        var (least, outcome) = (long.MaxValue, PolicyEngine.Evaluate(policy, call).Outcome);

        // A call cannot be captured: what Allocation.Least does, by hand.
        for (var pass = 0; pass < 5; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            outcome = PolicyEngine.Evaluate(policy, call).Outcome;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (outcome, least);
    }
}
