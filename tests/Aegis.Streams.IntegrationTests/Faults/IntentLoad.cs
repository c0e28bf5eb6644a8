using System.Text;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Intents of every outcome, repeats, reused ids and records that cannot be read: the same ones for the same seed.</summary>
/// <param name="prefix">What the names of the topics start with.</param>
/// <param name="seed">The seed.</param>
/// <param name="repeats">Whether some intents come again, as they are or with their id reused.</param>
internal sealed class IntentLoad(string prefix, int seed, bool repeats = true)
{
    public const int Tenants = 20;
    public const int ActiveSkus = 10;

    private const int OversizedBytes = 1_060_000;
    private const int Remembered = 2000;

    private readonly string _topic = new TopicNames(prefix).Intents;
    private readonly Random _random = new(seed);
    private readonly List<OutboundRecord> _recent = [];
    private int _count;

    /// <summary>Names the topic in which some intents of a scene want a copy.</summary>
    public static string ReplyTopicOf(string prefix) => $"{prefix}.replies";

    /// <summary>Makes what the instances of a scene know of reply topics.</summary>
    public static ReplyTopicDirectory ReplyTopics(string prefix) =>
        new([ReplyTopicOf(prefix)], new Dictionary<string, ReplyTopic> { [ReplyTopicOf(prefix)] = new(true, 1 << 20) });

    /// <summary>Makes the next input.</summary>
    public OutboundRecord Next()
    {
        var roll = _random.Next(1000);
        return roll switch
        {
            < 90 when repeats && _recent.Count > 0 => _recent[_random.Next(_recent.Count)],
            < 110 when repeats && _recent.Count > 0 => Reused(_recent[_random.Next(_recent.Count)]),
            < 130 => Broken("""{"id":"x","tenant":"t00","""u8.ToArray()),
            < 140 => Broken([]),
            < 150 => Broken([0xff, 0xfe, 0x00, 0x01]),
            < 160 => WithContentType(Intent(Tenant(), "sales-composer", "quote", "10", "SKU-01"), "text/plain"),
            < 170 => Broken(Encoding.UTF8.GetBytes(Json("t01", "sales-composer", NextId(), "pricing-api", "\"call_class\":\"sideways\",", "{}"))),
            < 180 => UnknownEnumValue(),
            < 181 => Broken(Encoding.UTF8.GetBytes("{\"x\":\"" + new string('y', OversizedBytes) + "\"}")),
            _ => Remember(Readable(roll)),
        };
    }

    private static OutboundRecord Reused(OutboundRecord earlier)
    {
        var text = Encoding.UTF8.GetString(earlier.Value!);
        return earlier with { Value = Encoding.UTF8.GetBytes(text.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal)) };
    }

    private OutboundRecord Readable(int roll) => roll switch
    {
        < 400 => Intent(Tenant(), "sales-composer", "allow", "25", $"SKU-{_random.Next(ActiveSkus):D2}"),
        < 600 => Intent(Tenant(), "sales-composer", "allow", "25", $"SKU-{_random.Next(ActiveSkus):D2}", more: $"\"reply_topic\":\"{ReplyTopicOf(prefix)}\","),
        < 680 => Intent(Tenant(), "sales-composer", "approval_needed", "40", "SKU-03"),
        < 730 => Intent(Tenant(), "sales-composer", "catalog.sku_unknown", "5", "SKU-77"),
        < 770 => Intent(Tenant(), "sales-composer", "catalog.sku_inactive", "5", "SKU-OLD"),
        < 820 => Intent(Tenant(), "sales-composer", "policy.parameter_type", "\"25\"", "SKU-03"),
        < 870 => Intent(Tenant(), "ghost", "identity.agent_unknown", "5", "SKU-03"),
        < 910 => Intent(Tenant(), "retired", "identity.agent_disabled", "5", "SKU-03"),
        < 950 => Intent(Tenant(), "sales-composer", "policy.tool_not_allowed", "5", "SKU-03", tool: "crm"),
        < 980 => Intent(Tenant(), "sales-composer", "intents.duplicate_key", "5,\"discount_percent\":6", "SKU-03"),
        _ => Intent(Tenant(), "sales-composer", "intents.expired", "5", "SKU-03", more: "\"deadline\":\"2020-01-01T00:00:00Z\","),
    };

    private OutboundRecord Remember(OutboundRecord record)
    {
        if (_recent.Count < Remembered) _recent.Add(record);
        else _recent[_random.Next(Remembered)] = record;
        return record;
    }

    private OutboundRecord Intent(string tenant, string agent, string expected, string discount, string sku, string tool = "pricing-api", string more = "")
    {
        var json = Json(tenant, agent, NextId(), tool, more, $$"""{"sku":"{{sku}}","quantity":2,"discount_percent":{{discount}}}""");
        return new OutboundRecord(_topic, Encoding.UTF8.GetBytes($"{tenant}/{agent}"), Encoding.UTF8.GetBytes(json), [Expect(expected)]);
    }

    private static string Json(string tenant, string agent, string id, string tool, string more, string parameters) =>
        $$"""{"id":"{{id}}","tenant":"{{tenant}}","agent":"{{agent}}","tool":"{{tool}}","action":"generate_quote",{{more}}"parameters":{{parameters}}}""";

    private OutboundRecord Broken(byte[] value) =>
        new(_topic, Encoding.UTF8.GetBytes($"{Tenant()}/sales-composer"), value, [Expect(Expectation.DeadLetter)]);

    private OutboundRecord UnknownEnumValue()
    {
        var intent = new ToolCallIntent { Id = NextId(), Tenant = "t02", Agent = "sales-composer", Tool = "pricing-api", Action = "generate_quote", CallClass = (CallClass)99 };
        return WithContentType(Broken(intent.ToByteArray()), ContentTypes.Protobuf);
    }

    private static OutboundRecord WithContentType(OutboundRecord record, string contentType) => record with
    {
        Headers = [Expect(Expectation.DeadLetter), new RecordHeader(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(contentType))],
    };

    private static RecordHeader Expect(string what) => new(Expectation.HeaderName, Encoding.ASCII.GetBytes(what));

    private string Tenant() => $"t{_random.Next(Tenants):D2}";

    private string NextId() => $"i-{_count++:D6}";
}
