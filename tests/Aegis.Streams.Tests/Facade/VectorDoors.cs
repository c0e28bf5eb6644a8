using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Envoy.Protocol;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The doors of a scene, each asked in its own words.</summary>
internal sealed class VectorDoors : IDisposable
{
    private readonly FacadeScene _scene;
    private readonly GrpcCalls _grpc;
    private readonly HttpClient _http;

    public VectorDoors(FacadeScene scene)
    {
        (_scene, _grpc, _http) = (scene, new GrpcCalls(scene.Grpc), new HttpClient { BaseAddress = scene.Http });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
    }

    /// <summary>Publishes records, each under an id of its own and in its own partition, and waits until the topic has so many decisions.</summary>
    /// <returns>The decisions by the ids, earlier ones too.</returns>
    public Dictionary<string, JsonElement> ByLog(IReadOnlyList<(string Id, SourceRecord Record)> records, int decided)
    {
        using (var producer = new RecordProducer(_scene.Connection, NullLogger.Instance))
        {
            foreach (var (id, record) in records)
                producer.Produce(new OutboundRecord(_scene.Topics.Intents, record.Key, record.Value, [.. record.Headers, new RecordHeader(RecordHeaderNames.CorrelationId, Encoding.ASCII.GetBytes(id))], record.Partition));
            Assert.True(producer.Flush(TimeSpan.FromSeconds(30)));
        }

        return _scene.Read(_scene.Topics.Decisions, decided)
            .ToDictionary(record => Encoding.ASCII.GetString(record.FindHeader(RecordHeaderNames.CorrelationId)!), record => DoorVector.ToJson(DecisionReader.Read(record)!));
    }

    public async Task<JsonElement> ByHttpAsync(SourceRecord record, bool isIdempotent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/decide") { Content = new ByteArrayContent(record.Value!) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in HeadersOf(record)) request.Headers.Add(name, value);
        if (isIdempotent) request.Headers.Add("Idempotency-Key", DoorVector.Message(record).Id);
        using var response = await _http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
    }

    public async Task<JsonElement> ByGrpcAsync(SourceRecord record, bool isIdempotent)
    {
        var headers = new Metadata();
        foreach (var (name, value) in HeadersOf(record)) headers.Add(name, value);
        var response = await _grpc.DecideAsync(new DecideRequest { Intent = DoorVector.Message(record), Idempotent = isIdempotent }, headers: headers);
        return DoorVector.ToJson(DecisionContract.FromContract(response.Decision)!);
    }

    /// <summary>Asks as Envoy would of a request with this path, for which the mapping takes everything from the route and the body.</summary>
    public Task<CheckResponse> ByEnvoyAsync(SourceRecord record, string path, bool isIdempotent)
    {
        var intent = DoorVector.Message(record);
        var http = new AttributeContext.Types.HttpRequest { Method = "POST", Path = path, Host = "tools.example", Scheme = "https", RawBody = intent.Parameters };
        foreach (var (name, value) in HeadersOf(record)) http.Headers[name] = value;
        http.Headers["content-type"] = "application/json";
        http.Headers["content-length"] = $"{intent.Parameters.Length}";
        if (isIdempotent) http.Headers["idempotency-key"] = intent.Id;
        return _grpc.CheckAsync(new CheckRequest
        {
            Attributes = new AttributeContext
            {
                Request = new AttributeContext.Types.Request { Http = http },
                ContextExtensions =
                {
                    ["tenant"] = intent.Tenant,
                    ["agent"] = intent.Agent,
                    ["tool"] = intent.Tool,
                    ["action"] = intent.Action,
                    ["class"] = intent.CallClass == Protocol.V1.CallClass.Read ? "read" : "write",
                },
            },
        });
    }

    /// <summary>What a record has beside its content goes by every door, also what only the log may say.</summary>
    private static IEnumerable<(string Name, string Value)> HeadersOf(SourceRecord record) =>
        record.Headers.Where(header => header.Name != "content-type").Select(header => (header.Name, Encoding.ASCII.GetString(header.Value!)));

    public void Dispose()
    {
        _grpc.Dispose();
        _http.Dispose();
    }
}
