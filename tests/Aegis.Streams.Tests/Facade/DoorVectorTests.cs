using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Tests.Vectors;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors through every door: Kafka, gRPC and HTTP, stateless and stateful, give the same decision, or refuse with the same code and place.</summary>
public sealed partial class DoorVectorTests
{
    // Those of idempotency need a common history, those of routing a partition of their own.
    private static readonly string[] Files = ["intents", "identity", "policy", "catalog", "publishing"];
    private static readonly string[] Compared = ["outcome", "reasons", "rule_ids", "policy_revision", "observed", "dlp_counts", "sanitized_parameters", "environment", "reply_status", "tool", "action"];

    [Fact]
    public async Task EveryVector_IsAnsweredAlikeByEveryDoor()
    {
        await using var scene = await FacadeScene.StartAsync();
        using var grpc = new GrpcCalls(scene.Grpc);
        using var http = new HttpClient { BaseAddress = scene.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
        var vectors = Files.SelectMany(Load).Where(IsTimeless).ToList();
        var byLog = await DecideByLogAsync(scene, vectors);
        var differences = new List<string>();
        var (decided, refused) = (0, 0);
        for (var i = 0; i < vectors.Count; i++)
        {
            var (name, record, expect) = vectors[i];
            if (byLog[i] is { } decision)
            {
                decided++;
                AssertExpected(name, expect, decision);
                foreach (var isIdempotent in new[] { false, true })
                {
                    var way = isIdempotent ? "stateful" : "stateless";
                    if (CanBePosted(record)) Compare(name, $"http {way}", Part(decision), Part(await ByHttpAsync(http, WithId(record, $"h-{way}-{i}"), isIdempotent)));
                    Compare(name, $"grpc {way}", Part(decision), Part(await ByGrpcAsync(grpc, record, $"g-{way}-{i}", isIdempotent)));
                }
            }
            else if (CanBePosted(record))
            {
                refused++;
                var code = expect.GetProperty("dead_letter").GetProperty("aegis.dlq.error_code").GetString();
                var problem = await ByHttpAsync(http, record, isIdempotent: false);
                if (!problem.TryGetProperty("status", out var status) || status.GetInt32() != 400 || problem.GetProperty("code").GetString() != code) differences.Add($"{name}: http gave {problem.GetRawText()} for {code}");
            }
        }

        Assert.Empty(differences);
        Assert.Equal((71, 11), (decided, refused));

        void Compare(string name, string door, Dictionary<string, string> one, Dictionary<string, string> other)
        {
            foreach (var (member, value) in one)
                if (other.GetValueOrDefault(member) != value) differences.Add($"{name}: {door} says {member} {other.GetValueOrDefault(member)}, not {value}");
            if (other.Keys.Except(one.Keys).ToList() is { Count: > 0 } more) differences.Add($"{name}: {door} also says {string.Join(", ", more)}");
        }
    }

    [GeneratedRegex("\"id\":\"[^\"]*\"")]
    private static partial Regex IdMember { get; }

    private static void AssertExpected(string name, JsonElement expect, JsonElement decision)
    {
        if (!expect.TryGetProperty("decision", out var expected)) return;
        foreach (var member in new[] { "outcome", "reasons", "rule_ids", "observed", "reply_status" })
            if (expected.TryGetProperty(member, out var value)) JsonSubset.AssertContains(value, decision.GetProperty(member), $"{name}: {member}");
    }

    private static Dictionary<string, string> Part(JsonElement decision) =>
        Compared.Where(name => decision.TryGetProperty(name, out _)).ToDictionary(name => name, name => decision.GetProperty(name).GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));

    private static SourceRecord WithId(SourceRecord record, string id) => record with
    {
        Value = record.Value is [(byte)'{', ..]
            ? Encoding.UTF8.GetBytes(IdMember.Replace(Encoding.UTF8.GetString(record.Value), $"\"id\":\"{id}\"", 1))
            : new ToolCallIntent(Message(record)) { Id = id }.ToByteArray(),
    };

    private static ToolCallIntent Message(SourceRecord record) =>
        JsonEnvelope.TryRead(record.Value!, out var intent) is null ? intent : ToolCallIntent.Parser.ParseFrom(ProtobufFraming.Unframe(record.Value!));

    /// <summary>What is no JSON, or says so of itself, cannot come by HTTP.</summary>
    private static bool CanBePosted(SourceRecord record) =>
        record.Value is [(byte)'{' or (byte)'[' or (byte)' ' or (byte)'"' or (byte)'n', ..]
        && (record.FindHeader("content-type") is not { } type || Encoding.ASCII.GetString(type).StartsWith("application/json", StringComparison.OrdinalIgnoreCase));

    private static bool IsTimeless((string Name, SourceRecord Record, JsonElement Expect) vector) =>
        vector.Record.Value is null || !Encoding.UTF8.GetString(vector.Record.Value).Contains("deadline", StringComparison.Ordinal);

    private static IEnumerable<(string Name, SourceRecord Record, JsonElement Expect)> Load(string file)
    {
        var cases = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", $"{file}.json"))).RootElement.GetProperty("cases");
        foreach (var vector in cases.EnumerateArray())
        {
            if (vector.GetProperty("steps").EnumerateArray().ToList() is not [var step]) continue;
            yield return (vector.GetProperty("name").GetString()!, VectorRecord.Read(step.GetProperty("record"), 0), step.GetProperty("expect"));
        }
    }

    /// <summary>Publishes all, each with an id of its own where it can be decided.</summary>
    private static async Task<List<JsonElement?>> DecideByLogAsync(FacadeScene scene, List<(string Name, SourceRecord Record, JsonElement Expect)> vectors)
    {
        using (var producer = new RecordProducer(scene.Connection, NullLogger.Instance))
        {
            for (var i = 0; i < vectors.Count; i++)
            {
                var record = vectors[i].Expect.GetProperty("disposition").GetString() == "decided" ? WithId(vectors[i].Record, $"k-{i}") : vectors[i].Record;
                producer.Produce(new OutboundRecord(scene.Topics.Intents, record.Key, record.Value, [.. record.Headers, new RecordHeader(RecordHeaderNames.CorrelationId, Encoding.ASCII.GetBytes($"k-{i}"))]));
            }

            Assert.True(producer.Flush(TimeSpan.FromSeconds(30)));
        }

        var decided = vectors.Count(vector => vector.Expect.GetProperty("disposition").GetString() == "decided");
        var decisions = await Task.Run(() => scene.Read(scene.Topics.Decisions, decided));
        var byId = decisions.ToDictionary(record => Encoding.ASCII.GetString(record.FindHeader(RecordHeaderNames.CorrelationId)!), record => ToJson(DecisionReader.Read(record)!));
        return [.. Enumerable.Range(0, vectors.Count).Select(i => byId.TryGetValue($"k-{i}", out var decision) ? decision : (JsonElement?)null)];
    }

    private static async Task<JsonElement> ByHttpAsync(HttpClient http, SourceRecord record, bool isIdempotent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/decide") { Content = new ByteArrayContent(record.Value!) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (record.FindHeader("traceparent") is { } trace) request.Headers.Add("traceparent", Encoding.ASCII.GetString(trace));
        if (isIdempotent) request.Headers.Add("Idempotency-Key", IdMember.Match(Encoding.UTF8.GetString(record.Value!)).Value[6..^1]);
        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
    }

    private static async Task<JsonElement> ByGrpcAsync(GrpcCalls grpc, SourceRecord record, string id, bool isIdempotent)
    {
        var intent = new ToolCallIntent(Message(record)) { Id = id };
        var headers = new Metadata();
        foreach (var name in new[] { "traceparent", "tracestate" })
            if (record.FindHeader(name) is { } value) headers.Add(name, Encoding.ASCII.GetString(value));
        var response = await grpc.DecideAsync(new DecideRequest { Intent = intent, Idempotent = isIdempotent }, headers: headers);
        return ToJson(DecisionContract.FromContract(response.Decision)!);
    }

    private static JsonElement ToJson(Aegis.Streams.Outcome.Decision decision) => JsonDocument.Parse(new DecisionWriter(framing: null).Write(decision, Aegis.Streams.Pipeline.WireFormat.Json)).RootElement;
}
