using System.Text;
using Aegis.Streams.IntegrationTests.Cli.Tables;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Cli.DeadLetters;

public sealed class DeadLetterVerbTests : IDisposable
{
    private const string Secret = "{\"credential\":\"s3cret\u001b[2J";

    private readonly TableVerbScene _scene = new();

    public DeadLetterVerbTests()
    {
        var writer = new DeadLetterWriter(new TopicNames());
        using var producer = new RecordProducer(_scene.Connection, NullLogger.Instance);
        for (var i = 0; i < 4; i++)
        {
            var input = new SourceRecord
            {
                Topic = i < 3 ? "aegis.intents" : "aegis.commands",
                Partition = 1,
                Offset = i,
                Timestamp = new DateTimeOffset(2026, 11, 24, 10, 0, i, TimeSpan.Zero),
                Key = "jane@customer.example"u8.ToArray(),
                Value = i == 2 ? [0xff, 0x00] : Encoding.UTF8.GetBytes(Secret),
                Headers = [new RecordHeader("authorization", "Bearer abc"u8.ToArray())],
            };
            var code = i == 1 ? "intents.invalid_utf8" : "intents.invalid_json";
            producer.Produce(writer.Write(input, new DeadLetter("intents", code, "The value is not valid JSON.", $"e-{i}")));
            Assert.True(producer.Flush(TimeSpan.FromSeconds(30)));
        }
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task List_ShowsTheNewestThatPass_AndNothingOfTheirContent()
    {
        var all = await _scene.Run(["dlq", "list"]);
        var newest = await _scene.Run(["dlq", "list", "--code", "intents.invalid_json", "--source-topic", "aegis.intents", "--limit", "1", "--json"]);
        var none = await _scene.Run(["dlq", "list", "--code", "pipeline"]);

        Assert.Equal(0, all.ExitCode);
        Assert.Equal(
            """
            TIME                      SOURCE              STAGE    CODE                  MESSAGE
            2026-11-24T10:00:00.000Z  aegis.intents/1/0   intents  intents.invalid_json  The value is not valid JSON.
            2026-11-24T10:00:01.000Z  aegis.intents/1/1   intents  intents.invalid_utf8  The value is not valid JSON.
            2026-11-24T10:00:02.000Z  aegis.intents/1/2   intents  intents.invalid_json  The value is not valid JSON.
            2026-11-24T10:00:03.000Z  aegis.commands/1/3  intents  intents.invalid_json  The value is not valid JSON.

            """,
            all.Data);
        Assert.StartsWith("""{"entry_id":"e-2","source_topic":"aegis.intents","source_partition":1,"source_offset":2,""", newest.Data, StringComparison.Ordinal);
        Assert.Single(newest.Data.TrimEnd().Split('\n'));
        Assert.Equal((0, "", "there is no such dead letter\n"), none);
    }

    [Fact]
    public async Task Show_MasksKeyHeadersAndValue()
    {
        var text = await _scene.Run(["dlq", "show", "aegis.intents/1/0"]);
        var json = await _scene.Run(["dlq", "show", "e-0", "--json"]);

        Assert.Equal(0, text.ExitCode);
        Assert.Contains("key              (21 bytes, masked)\nheader           (13 bytes, masked): (10 bytes, masked)\nvalue            (25 bytes, masked)\n", text.Data, StringComparison.Ordinal);
        Assert.Contains("""
            "masked":true,"key_bytes":21,"value_bytes":25,"headers":[{"value_bytes":10}]
            """, json.Data, StringComparison.Ordinal);
        Assert.All(new[] { text.Data, json.Data }, shown => Assert.DoesNotMatch("jane|s3cret|Bearer|authorization", shown));
    }

    [Fact]
    public async Task Reveal_ShowsContentWithoutWhatATerminalWouldObey()
    {
        var text = await _scene.Run(["dlq", "show", "aegis.intents/1/0", "--reveal"]);
        var binary = await _scene.Run(["dlq", "show", "aegis.intents/1/2", "--reveal", "--json"]);

        Assert.Contains("key              jane@customer.example\nheader           authorization: Bearer abc\nvalue            {\"credential\":\"s3cret\\u001b[2J\n", text.Data, StringComparison.Ordinal);
        Assert.Contains("""
            "value_bytes":2,"value_base64":"/wA="
            """, binary.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowOfNone_IsIncomplete()
    {
        var show = await _scene.Run(["dlq", "show", "aegis.intents/1/99"]);

        Assert.Equal((2, ""), (show.ExitCode, show.Data));
    }
}
