using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Policy.Generation;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>Policy that fails in the middle of a call denies it, says so, and is counted. A product that leaves the bounds of exact numbers makes it fail.</summary>
public sealed class PolicyStageFaultTests
{
    private const int MostPlaces = 1_000_000;

    private static readonly VectorFixture Fixture = VectorFixture.Load();

    [Theory]
    [InlineData("{id: use, effect: permit, unknown_parameters: allow, on_error: allow, when: [{compare: TERMS <= 1}], what: {tools: pricing-api}}")]
    [InlineData("{id: use, effect: permit, unknown_parameters: allow, on_error: allow, what: {tools: pricing-api}}\n  - {id: never, effect: forbid, when: [{compare: TERMS > 1}]}")]
    [InlineData("{id: use, effect: permit, unknown_parameters: allow, on_error: allow, what: {tools: pricing-api}}\n  - {id: tried, effect: forbid, mode: observe, when: [{compare: TERMS > 1}]}")]
    public void Policy_ThatFails_IsADenyWithItsOwnCodeAndCounted(string rules)
    {
        var policy = PolicyOf(rules.Replace("TERMS", Product(Enumerable.Repeat(99_999, 11)), StringComparison.Ordinal));
        using var metrics = new DecisionMetrics();
        using var faults = new FaultCount();

        var fault = Process(policy, "1");
        metrics.Processed(fault, TimeSpan.Zero);
        metrics.Processed(Process(policy, "0"), TimeSpan.Zero);

        Assert.IsType<OverflowException>(fault.Fault);
        Assert.Equal(DecisionOutcome.Deny, fault.Decision!.Outcome);
        var reason = Assert.Single(fault.Decision.Reasons);
        Assert.Equal(("policy.internal_error", "policy", "Send the intent again; the operator has been told."), (reason.Code, reason.Path, reason.Hint));
        Assert.Equal(1, faults.Total);
    }

    [Fact]
    public void RandomProducts_AreDecidedExactlyOrDeniedAsAFault()
    {
        var (dice, faults, allowed, denied) = (new Dice(20261129), 0, 0, 0);
        for (var round = 0; round < 400; round++)
        {
            // One half of the products drifts out of bounds, the other one comes back to 1.
            var drift = dice.Pick([-80_000, 0, 0, 80_000]);
            List<int> exponents = [.. Enumerable.Range(0, dice.Between(1, 24)).Select(_ => Math.Clamp(drift + dice.Between(-60_000, 60_000), -99_999, 99_999))];
            var sent = dice.Between(-9_999, 9_999);
            var (place, leaves) = (sent, false);
            foreach (var exponent in exponents) leaves |= Math.Abs(place += exponent) > MostPlaces - 1;

            // At the bound itself one digit more or less decides; that is for the tests of the numbers.
            if (Math.Abs(place) <= 1) continue;
            var result = Process(PolicyOf($"{{id: use, effect: permit, when: [{{compare: {Product(exponents)} <= 1}}], what: {{tools: pricing-api}}}}"), string.Create(CultureInfo.InvariantCulture, $"1e{sent}"));

            var expected = leaves ? "policy.internal_error" : place <= 0 ? "" : "policy.comparison_failed";
            Assert.True(expected == string.Join(' ', result.Decision!.Reasons.Select(reason => reason.Code)), $"round {round}: 1e{sent} * {Product(exponents)}: {result.Decision.Outcome}, expected {expected}");
            Assert.Equal((leaves, expected.Length == 0), (result.Fault is OverflowException, result.Decision.Outcome == DecisionOutcome.Allow));
            if (leaves) faults++;
            else if (place <= 0) allowed++;
            else denied++;
        }

        Assert.True(faults > 30 && allowed > 30 && denied > 30, $"{faults} faults, {allowed} allowed, {denied} denied");
    }

    private static string Product(IEnumerable<int> exponents) => $"a{string.Concat(exponents.Select(exponent => string.Create(CultureInfo.InvariantCulture, $" * 1e{exponent}")))}";

    private static PolicySnapshot PolicyOf(string rules)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", $"apiVersion: aegis/v1\nkind: Policy\nname: p\ntools: [{{name: pricing-api, class: read}}]\nrules:\n  - {rules}\n")]);
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    private static PipelineResult Process(PolicySnapshot policy, string a)
    {
        var pipeline = new DecisionPipeline(new PipelineOptions(), new IntentReader(new IntentLimits()), Fixture.Key);
        var record = new SourceRecord
        {
            Topic = "aegis.intents",
            Partition = Fixture.Inputs.Partition,
            Offset = 7,
            Timestamp = Fixture.Inputs.DecisionTime,
            IsLogAppendTime = true,
            Value = Encoding.UTF8.GetBytes($$$"""{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"a":{{{a}}}}}"""),
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
