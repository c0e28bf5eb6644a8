using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Vectors;

/// <summary>Runs the cases of `tests/vectors` (its README tells the format), in both encodings of decisions and audit entries.</summary>
public sealed class DecisionVectorTests
{
    private static readonly VectorFixture Fixture = VectorFixture.Load();
    private static readonly string[] Files = ["intents", "identity", "policy", "catalog", "dlp", "idempotency", "routing", "publishing"];

    public static TheoryData<string, string> Cases() => [.. Files.SelectMany(file => Load(file).Select(vector => (file, vector.GetProperty("name").GetString()!)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_GivesWhatItExpects(string file, string name)
    {
        var vector = Assert.Single(Load(file), vector => vector.GetProperty("name").GetString() == name);
        Run(vector, WireFormat.Json);
        Run(vector, WireFormat.Protobuf);
    }

    [Fact]
    public void ThereAreManyCasesAndMostAreRefusals()
    {
        var steps = Files.SelectMany(Load).Select(vector => vector.GetProperty("steps").EnumerateArray().Last().GetProperty("expect")).ToList();
        Assert.InRange(steps.Count(expect => !expect.GetRawText().Contains("\"allow\"", StringComparison.Ordinal)), 60, steps.Count);
    }

    private static void Run(JsonElement vector, WireFormat wire)
    {
        var inputs = Fixture.Inputs with
        {
            Partition = vector.TryGetProperty("partition", out var partition) ? partition.GetInt32() : Fixture.Inputs.Partition,
            PartitionCount = vector.TryGetProperty("partition_count", out var count) ? count.GetInt32() : Fixture.Inputs.PartitionCount,
        };
        var pipeline = new DecisionPipeline(new PipelineOptions { Wire = wire }, new IntentReader(new IntentLimits()), Fixture.Key);
        var state = new KeyedState();
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            var time = step.TryGetProperty("decision_time", out var at) ? at.GetDateTimeOffset() : VectorFixture.DecisionTime;
            var record = VectorRecord.Read(step.GetProperty("record"), inputs.Partition);
            var result = pipeline.Process(record, inputs with { DecisionTime = time }, state);
            state.Commit();
            AssertResult(step.GetProperty("expect"), record, result, state, wire);
        }
    }

    private static void AssertResult(JsonElement expect, SourceRecord record, PipelineResult result, KeyedState state, WireFormat wire)
    {
        Assert.Null(result.Fault);
        Assert.Equal(expect.GetProperty("disposition").GetString(), Name(result.Disposition));
        Assert.Equal(expect.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()), result.Records.Select(written => written.Topic));
        if (expect.TryGetProperty("state_entries", out var entries)) Assert.Equal(entries.GetInt32(), state.Count);
        if (expect.TryGetProperty("decision", out var decision)) AssertDecision(decision, Written(result, "aegis.decisions"));
        if (expect.TryGetProperty("audit", out var audit) && wire == WireFormat.Json)
            JsonSubset.AssertContains(audit, JsonDocument.Parse(Written(result, "aegis.audit").Value!).RootElement, "audit");
        if (expect.TryGetProperty("reply", out var reply)) AssertReply(reply, result.Records[1]);
        if (expect.TryGetProperty("dead_letter", out var letter)) AssertDeadLetter(letter, record, result.Records[0]);
        if (expect.TryGetProperty("forwarded", out var forwarded)) AssertForwarded(forwarded, record, result.Records[0]);
        if (expect.TryGetProperty("all_headers", out var headers))
            foreach (var written in result.Records) AssertHeaders(headers, written);
    }

    private static void AssertDecision(JsonElement expected, OutboundRecord written)
    {
        // Through the reader and the JSON writer, so that both encodings are compared in one form.
        var decision = DecisionReader.Read(AsSource(written));
        Assert.NotNull(decision);
        var json = JsonDocument.Parse(new DecisionWriter(framing: null).Write(decision, WireFormat.Json)).RootElement;
        JsonSubset.AssertContains(expected, json, "decision");
        Assert.Equal($"{decision.Tenant}/{decision.Agent}", Encoding.UTF8.GetString(written.Key!));
    }

    private static void AssertReply(JsonElement expected, OutboundRecord written)
    {
        Assert.Equal(expected.GetProperty("content-type").GetString(), Header(written, "content-type"));
        AssertDecision(expected.GetProperty("decision"), written);
    }

    private static void AssertDeadLetter(JsonElement expected, SourceRecord record, OutboundRecord written)
    {
        AssertHeaders(expected, written);
        Assert.Equal(record.Value, written.Value);
        Assert.Equal(record.Key, written.Key);
    }

    private static void AssertForwarded(JsonElement expected, SourceRecord record, OutboundRecord written)
    {
        AssertHeaders(expected.GetProperty("headers"), written);
        Assert.Equal(expected.GetProperty("partition").GetInt32(), written.Partition);
        Assert.Equal(record.Value, written.Value);
        Assert.Equal(record.Key, written.Key);
    }

    private static void AssertHeaders(JsonElement expected, OutboundRecord written)
    {
        foreach (var header in expected.EnumerateObject()) Assert.Equal(header.Value.GetString(), Header(written, header.Name));
    }

    private static OutboundRecord Written(PipelineResult result, string topic) => Assert.Single(result.Records, record => record.Topic == topic);

    private static string? Header(OutboundRecord record, string name) =>
        AsSource(record).FindHeader(name) is { } value ? Encoding.UTF8.GetString(value) : null;

    private static SourceRecord AsSource(OutboundRecord record) => new()
    {
        Topic = record.Topic,
        Partition = 0,
        Offset = 0,
        Timestamp = default,
        Key = record.Key,
        Value = record.Value,
        Headers = record.Headers,
    };

    private static string Name(PipelineDisposition disposition) => disposition switch
    {
        PipelineDisposition.Decided => "decided",
        PipelineDisposition.Replayed => "replayed",
        PipelineDisposition.Forwarded => "forwarded",
        _ => "dead_lettered",
    };

    private static List<JsonElement> Load(string file)
    {
        var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", $"{file}.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray()];
    }
}
