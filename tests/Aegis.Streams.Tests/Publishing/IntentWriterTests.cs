using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Publishing;

/// <summary>An intent that is passed on is read as what it was.</summary>
public sealed class IntentWriterTests
{
    private const string Whole =
        "{\"id\":\"i-1\",\"tenant\":\"acme\",\"agent\":\"sales-composer\",\"credential\":\"c\\\"ä\",\"tool\":\"crm\",\"action\":\"read\",\"call_class\":\"read\"," +
        "\"egress_target\":\"https://crm.example/a?b=c&d\",\"created_at\":\"2026-11-29T10:00:00.5Z\",\"deadline\":\"2026-11-29T10:00:05Z\",\"reply_topic\":\"acme.replies\"," +
        "\"attempt\":3,\"override_token\":\"t\"," +
        """
        "parameters":{"name": "Zoë \u00e9\ud83d\ude00" , "n":1.50}}
        """;

    private const string Bare = """{"id":"i-2","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read","call_class":"write"}""";

    private static readonly IntentReader Reader = new(new IntentLimits());

    [Theory]
    [InlineData(Whole)]
    [InlineData(Bare)]
    public void IntentThatCameAsJson_IsWrittenAsTheSameJson(string json)
    {
        var intent = Reader.Read(Record(Encoding.UTF8.GetBytes(json), "application/json")).Intent!;
        Assert.Equal(json, Encoding.UTF8.GetString(IntentWriter.Write(intent)));
    }

    [Fact]
    public void IntentThatCameAsAMessage_IsWrittenAsOne()
    {
        var intent = Reader.Read(Record(Encoding.UTF8.GetBytes(Whole), "application/json")).Intent! with { Format = WireFormat.Protobuf };
        var again = Reader.Read(Record(IntentWriter.Write(intent), "application/x-protobuf")).Intent!;
        Assert.Equal(Encoding.UTF8.GetString(intent.Parameters.Span), Encoding.UTF8.GetString(again.Parameters.Span));
        Assert.Equal(intent with { Parameters = default }, again with { Parameters = default });
        Assert.Equal(WireFormat.Protobuf, again.Format);
    }

    private static SourceRecord Record(byte[] value, string contentType) => new()
    {
        Topic = "aegis.intents",
        Partition = 0,
        Offset = 0,
        Timestamp = DateTimeOffset.UnixEpoch,
        Value = value,
        Headers = [new RecordHeader(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(contentType))],
    };
}
