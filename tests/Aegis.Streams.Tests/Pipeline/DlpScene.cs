using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Vectors;
using Google.Protobuf;
using Decision = Aegis.Streams.Outcome.Decision;
using DlpCount = Aegis.Streams.Outcome.DlpCount;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>Lets the pipeline decide calls of `crm/send` by policies that demand redactions.</summary>
internal sealed class DlpScene(string policy, WireFormat wire = WireFormat.Protobuf, IntentLimits? limits = null)
{
    public const string Permit = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        tools:
          - {name: crm, actions: [read], class: read}
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}

        """;

    private static readonly VectorFixture Fixture = VectorFixture.Load();
    private readonly DecisionPipeline _pipeline = new(new PipelineOptions { Wire = wire }, new IntentReader(limits ?? new IntentLimits()), Fixture.Key);

    public KeyedState State { get; } = new();

    public PolicySnapshot Policy { get; init; } = Load(policy);

    public DecisionInputs Inputs { get; init; } = Fixture.Inputs;

    public static CommitmentKey Key => Fixture.Key;

    /// <summary>Makes a scene of a permit and rules in flow style, with profiles in flow style before them.</summary>
    public static DlpScene Of(string rules, string profiles = "", WireFormat wire = WireFormat.Protobuf, IntentLimits? limits = null) =>
        new(Permit + Lines(rules) + (profiles.Length == 0 ? "" : "dlp_profiles:\n" + Lines(profiles)), wire, limits);

    public Decision Decide(string parameters, string tenant = "acme") => Process(parameters, tenant).Decision!;

    public PipelineResult Process(string parameters, string tenant = "acme", string id = "i-1", long offset = 7) => _pipeline.Process(
        new SourceRecord
        {
            Topic = "aegis.intents",
            Partition = Fixture.Inputs.Partition,
            Offset = offset,
            Timestamp = VectorFixture.RecordTime,
            IsLogAppendTime = true,
            Value = new ToolCallIntent
            {
                Id = id,
                Tenant = tenant,
                Agent = "sales-composer",
                Tool = "crm",
                Action = "send",
                ReplyTopic = $"{tenant}.replies",
                Parameters = ByteString.CopyFromUtf8(parameters),
            }.ToByteArray(),
            Headers = [new RecordHeader("content-type", Encoding.ASCII.GetBytes("application/x-protobuf"))],
        },
        Inputs with { Policy = Policy },
        State);

    public static PolicySnapshot Load(string policy)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", policy)]);
        Assert.Empty(loading.Errors.Select(error => error.ToString()));
        return loading.Snapshot!;
    }

    public static string Sanitized(Decision decision) => Encoding.UTF8.GetString(decision.SanitizedParameters.Span);

    public static string Counts(IEnumerable<DlpCount> counts) => string.Join("; ", counts.Select(count => $"{count.Profile}: {count.Count} {count.Entity} {count.Operator} at {count.Path ?? "-"}"));

    public static Decision Read(OutboundRecord record) => DecisionReader.Read(new SourceRecord
    {
        Topic = record.Topic,
        Partition = 0,
        Offset = 0,
        Timestamp = VectorFixture.RecordTime,
        Value = record.Value,
        Headers = [.. record.Headers],
    })!;

    private static string Lines(string items) => string.Concat(items.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => $"  - {item}\n"));
}
