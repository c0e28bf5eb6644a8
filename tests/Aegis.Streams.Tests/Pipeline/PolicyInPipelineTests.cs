using System.Diagnostics.Metrics;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Pipeline;

public sealed class PolicyInPipelineTests
{
    private const string Quote =
        """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"sku":"SKU-000123","discount_percent":5}}""";

    private const string Permit = """
        apiVersion: aegis/v1
        kind: Policy
        name: quotes
        tools:
          - {name: pricing-api, class: read}
        rules:
          - id: quote
            effect: permit
            what: {tools: pricing-api}
            accepts: [sku, discount_percent]
            catalog: {sku: sku}
            on_error: allow
        """;

    private const string Layer = """

        ---
        apiVersion: aegis/v1
        kind: Policy
        name: own
        tenant: acme
        rules:
          - id: quote
            effect: permit
            what: {tools: pricing-api}
            accepts: [sku, discount_percent]
        """;

    private static readonly VectorFixture Fixture = VectorFixture.Load();

    [Fact]
    public void ObservedForbid_DoesNotCountAndIsRecorded()
    {
        var decision = Decide(Permit + "\n  - {id: never, effect: forbid, mode: observe, message: Not today.}\n");

        Assert.Equal(DecisionOutcome.Allow, decision.Outcome);
        Assert.Empty(decision.Reasons);
        var observed = Assert.Single(decision.Observed);
        Assert.Equal((DecisionOutcome.Deny, "policy.forbidden", "quotes/never", "Not today."), (observed.Outcome, observed.Reason.Code, observed.Reason.RuleId, observed.Reason.Message));
    }

    [Fact]
    public void Allow_NamesThePermit_InTheDecisionAndItsAuditEntry()
    {
        var result = Process(Permit, Fixture.Inputs);

        Assert.Equal(DecisionOutcome.Allow, result.Decision!.Outcome);
        Assert.Equal(["quotes/quote"], result.Decision.RuleIds);
        Assert.Equal(["quotes/quote"], Protocol.V1.Decision.Parser.ParseFrom(result.Records[0].Value).RuleIds);
        Assert.Equal(["quotes/quote"], Protocol.V1.AuditEntry.Parser.ParseFrom(result.Records[^1].Value).RuleIds);
    }

    [Fact]
    public void PermitOfALayer_IsNamedBesideThatOfTheBase() =>
        Assert.Equal(["acme/own/quote", "quotes/quote"], Decide(Permit.Replace("    catalog: {sku: sku}\n    on_error: allow", "", StringComparison.Ordinal) + Layer).RuleIds);

    [Fact]
    public void RuleThatDemandsSomething_IsNamedBesideThePermit_AndAnObservedOneIsNot() => Assert.Equal(
        ["quotes/ask", "quotes/quote"],
        Decide(Permit + "\n  - {id: ask, effect: require_approval, approval: {group: sales}}\n  - {id: never, effect: forbid, mode: observe}\n").RuleIds);

    [Fact]
    public void DenyForWantOfAPermit_NamesNone() =>
        Assert.Empty(Decide(Permit.Replace("what: {tools: pricing-api}", "what: {tools: pricing-api, actions: cancel}", StringComparison.Ordinal)).RuleIds);

    [Theory]
    [InlineData("production", DecisionOutcome.Deny)]
    [InlineData("staging", DecisionOutcome.Allow)]
    [InlineData(null, DecisionOutcome.Deny)]
    public void Environment_IsThatOfTheInstanceAndNamedByTheDecision(string? environment, DecisionOutcome outcome)
    {
        var decision = Decide(Permit + "\n  - {id: not-here, effect: forbid, when: [{environment: production}]}\n", environment);

        Assert.Equal((outcome, environment), (decision.Outcome, decision.Environment));
    }

    [Fact]
    public void ReadWhoseCatalogFails_PassesWhereItsPermitSaysSo()
    {
        var result = Process(Permit, Fixture.Inputs with { Catalog = null! });

        Assert.Equal(DecisionOutcome.Allow, result.Decision!.Outcome);
        Assert.Equal("pipeline.failed_open", Assert.Single(result.Decision.Reasons).Code);
        Assert.Equal(["quotes/quote"], result.Decision.RuleIds);
        Assert.IsType<NullReferenceException>(result.Fault);
        Assert.Equal(["1 answer=failed_open"], FaultsCounted(result));
    }

    [Theory]
    [InlineData("on_error: allow", "on_error: deny", "class: read", "class: read")]
    [InlineData("    on_error: allow", "", "class: read", "class: write")]
    public void OtherCallWhoseCatalogFails_IsDenied(string line, string instead, string toolClass, string insteadClass)
    {
        var result = Process(
            Permit.Replace(line, instead, StringComparison.Ordinal).Replace(toolClass, insteadClass, StringComparison.Ordinal), Fixture.Inputs with { Catalog = null! });

        Assert.Equal(DecisionOutcome.Deny, result.Decision!.Outcome);
        Assert.Equal("pipeline.internal_error", Assert.Single(result.Decision.Reasons).Code);
        Assert.Equal(["1 answer=failed_closed"], FaultsCounted(result));
    }

    private static List<string> FaultsCounted(PipelineResult result)
    {
        using var metrics = new DecisionMetrics();
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "aegis.stage_faults") self.EnableMeasurementEvents(instrument, null);
        };
        var here = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            // Other tests count elsewhere.
            if (Environment.CurrentManagedThreadId == here) counted.Add($"{count} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
        });
        listener.Start();
        metrics.Processed(result, TimeSpan.Zero);
        return counted;
    }

    private static Decision Decide(string policy, string? environment = null) => Process(policy, Fixture.Inputs, environment).Decision!;

    private static PipelineResult Process(string policy, DecisionInputs inputs, string? environment = null)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", policy)]);
        Assert.Empty(loading.Errors);
        var pipeline = new DecisionPipeline(new PipelineOptions { Environment = environment }, new IntentReader(new IntentLimits()), Fixture.Key);
        var record = new SourceRecord
        {
            Topic = "aegis.intents",
            Partition = Fixture.Inputs.Partition,
            Offset = 7,
            Timestamp = Fixture.Inputs.DecisionTime,
            IsLogAppendTime = true,
            Value = Encoding.UTF8.GetBytes(Quote),
        };
        return pipeline.Process(record, inputs with { Policy = loading.Snapshot }, new KeyedState());
    }
}
