using System.Text.Json;
using Aegis.Streams.Catalog;
using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.SchemaRegistry;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Confluent.SchemaRegistry;
using CatalogItem = Aegis.Streams.Catalog.CatalogItem;

namespace Aegis.Streams.IntegrationTests.SchemaRegistry;

public sealed class ContractRegistrationTests(RealSchemaRegistry registry)
{
    private readonly TopicNames _topics = new($"t{Guid.NewGuid().ToString("N")[..10]}");

    [Fact]
    public async Task SecondRun_FindsWhatTheFirstRegistered()
    {
        var first = await RegisterAsync();
        var second = await RegisterAsync();
        var lookedUp = await ContractRegistration.RunAsync(new SchemaRegistryConnection(registry.Url) { AutoRegister = false }, _topics);

        Assert.Equal(
            [$"{_topics.Intents}-value", $"{_topics.Decisions}-value", "aegis/v1/decision.proto", "aegis/v1/intent.proto", $"{_topics.Audit}-value", $"{_topics.Catalog}-value", $"{_topics.Agents}-value"],
            first.All.Select(contract => contract.Subject));
        Assert.Equal(first.All, second.All);
        Assert.Equal(first.All, lookedUp.All);
    }

    [Fact]
    public async Task NothingRegistered_IsRefusedWithTheWayOut()
    {
        var refusal = await Assert.ThrowsAsync<ContractRegistrationException>(() =>
            ContractRegistration.RunAsync(new SchemaRegistryConnection(registry.Url) { AutoRegister = false }, _topics));

        Assert.Equal(SchemaRegistryFault.NotRegistered, refusal.Fault);
        Assert.Contains($"`{_topics.Intents}-value`; register it with `aegis contracts register`", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OlderContractForbidsThisOne_IsRefused()
    {
        using (var client = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = registry.Url }))
        {
            const string other = "syntax = \"proto3\"; package aegis.v1; message ToolCallIntent { int32 id = 1; }";
            await client.RegisterSchemaAsync($"{_topics.Intents}-value", new Schema(other, SchemaType.Protobuf));
        }

        var refusal = await Assert.ThrowsAsync<ContractRegistrationException>(RegisterAsync);

        Assert.Equal(SchemaRegistryFault.Incompatible, refusal.Fault);
        Assert.Contains($"`{_topics.Intents}-value` as incompatible", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfluentsClientForNode_ReadsWhatWeWrite()
    {
        var framing = (await RegisterAsync()).Framing;
        var decision = new Decision { DecisionId = "d-1", Outcome = Protocol.V1.Outcome.Deny, Reasons = { new Reason { Code = "policy.no_rule" } }, DecidedAt = new() { Seconds = 1795514400 } };
        var entry = new AuditEntry { EntryId = "d-1", Kind = AuditKind.Decision, Source = new SourcePosition { Topic = "aegis.intents", Offset = 7 } };
        var item = new CatalogItemCodec(framing).Encode(new CatalogItem { Tenant = "acme", Sku = "SKU-1" });

        AssertRead(_topics.Decisions, framing.Write(decision), "aegis.v1.Decision", "reasons", """[{"code":"policy.no_rule"}]""");
        AssertRead(_topics.Audit, framing.Write(entry), "aegis.v1.AuditEntry", "source", """{"topic":"aegis.intents","offset":"7"}""");
        AssertRead(_topics.Catalog, item, "aegis.v1.CatalogItem", "sku", "\"SKU-1\"");
    }

    [Fact]
    public async Task ConfluentsClientForNode_WritesWhatWeRead()
    {
        await RegisterAsync();

        var intent = Write(_topics.Intents, "aegis.v1.ToolCallIntent", """{"id":"i-1","tenant":"acme","agent":"a","tool":"t","action":"x","call_class":"CALL_CLASS_READ"}""");
        var reading = new IntentReader(new IntentLimits()).Read(Record(intent));
        Assert.True(reading.IsReadable, reading.Fault?.Message);
        Assert.Equal(("i-1", Streams.Intents.CallClass.Read, WireFormat.Protobuf), (reading.Intent.Id, reading.Intent.CallClass, reading.Intent.Format));

        var item = Write(_topics.Catalog, "aegis.v1.CatalogItem", """{"tenant":"acme","sku":"SKU-1","state":"CATALOG_ITEM_STATE_ACTIVE"}""");
        Assert.True(new CatalogItemCodec().TryDecode("acme/SKU-1"u8, item, out var row, out var fault), fault?.ToString());
        Assert.Equal("SKU-1", row.Sku);

        // Not the first message of its file: the path of indexes has an entry.
        var entry = Write(_topics.Audit, "aegis.v1.AuditEntry", """{"entry_id":"d-1"}""");
        Assert.Equal("d-1", AuditEntry.Parser.ParseFrom(ProtobufFraming.Unframe(entry)).EntryId);
        Assert.Equal([2, 2], entry[5..7]);
    }

    private Task<RegisteredContracts> RegisterAsync() => ContractRegistration.RunAsync(new SchemaRegistryConnection(registry.Url), _topics);

    private void AssertRead(string topic, byte[] value, string type, string field, string expected)
    {
        var (lines, exitCode) = NodeScript.Run(["registry.mjs", "read", registry.Url, topic], Convert.ToBase64String(value));
        Assert.True(exitCode == 0, string.Join('\n', lines));
        var read = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(type, read.GetProperty("type").GetString());
        Assert.Equal(expected, read.GetProperty("message").GetProperty(field).GetRawText());
    }

    private byte[] Write(string topic, string type, string json)
    {
        var (lines, exitCode) = NodeScript.Run(["registry.mjs", "write", registry.Url, topic, type], json);
        Assert.True(exitCode == 0, string.Join('\n', lines));
        return Convert.FromBase64String(lines[0]);
    }

    private static SourceRecord Record(byte[] value) => new()
    {
        Topic = "aegis.intents",
        Partition = 0,
        Offset = 0,
        Timestamp = DateTimeOffset.UnixEpoch,
        Value = value,
        Headers = [new RecordHeader("content-type", [.. "application/x-protobuf"u8])],
    };
}
