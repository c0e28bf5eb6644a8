using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using BenchmarkDotNet.Attributes;

namespace Aegis.Streams.Benchmarks;

/// <summary>The whole path of one intent in the core, from its bytes to the bytes of its outputs: what a record costs besides Kafka.</summary>
[MemoryDiagnoser]
public class DecisionPipelineBenchmark
{
    private const string Intent =
        """{"id":"6f1c0a52-2b1e-4f0e-9a77-0d1f2c3b4a59","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"sku":"SKU-000123","quantity":2,"discount_percent":12.5},"created_at":"2026-11-24T10:00:00.000Z","reply_topic":"acme.replies"}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly KeyedState _state = new();
    private DecisionPipeline _pipeline = null!;
    private DecisionInputs _inputs = null!;
    private SourceRecord _record = null!;

    /// <summary>Gets or sets the encoding of decision and audit entry; the reply copy is JSON like the intent.</summary>
    [Params(WireFormat.Protobuf, WireFormat.Json)]
    public WireFormat Wire { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var item = new CatalogItem { Tenant = "acme", Sku = "SKU-000123", State = CatalogItemState.Active, Currency = "EUR", FloorPriceMinor = 9_999 };
        var agent = new AgentRegistration { Tenant = "acme", Agent = "sales-composer", IsEnabled = true };
        var policy = new AgentPolicy(
            null,
            "sales-composer",
            [new PolicyRule("sales-composer/pricing-api/generate_quote", "pricing-api", "generate_quote", new RuleConditions(ExactDecimal.FromMinorUnits(25, 0), true))]);
        _inputs = new DecisionInputs
        {
            DecisionTime = Now,
            Partition = 0,
            PartitionCount = 1,
            Policy = new PolicySnapshot([policy]),
            Catalog = new TableSnapshot<CatalogItem>(1).Apply([new([.. "acme/SKU-000123"u8], new(item, 0, 1, new byte[32]))], [2]),
            Agents = new TableSnapshot<AgentRegistration>(1).Apply([new([.. "acme/sales-composer"u8], new(agent, 0, 1, new byte[32]))], [2]),
            ReplyTopics = new ReplyTopicDirectory(["{tenant}.replies"], new Dictionary<string, ReplyTopic> { ["acme.replies"] = new(true, 1 << 20) }),
        };
        _pipeline = new DecisionPipeline(new PipelineOptions { Wire = Wire }, new IntentReader(new IntentLimits()), CommitmentKey.Generate());
        _record = new SourceRecord
        {
            Topic = "aegis.intents",
            Partition = 0,
            Offset = 1,
            Timestamp = Now,
            IsLogAppendTime = true,
            Key = [.. "acme/sales-composer"u8],
            Value = Encoding.UTF8.GetBytes(Intent),
        };
    }

    /// <summary>A quote that is allowed: agent and SKU are looked up; decision, reply copy and audit entry are written, the reply remembered.</summary>
    [Benchmark]
    public PipelineResult Allow()
    {
        var result = _pipeline.Process(_record, _inputs, _state);
        _state.Rollback();
        return result;
    }
}
