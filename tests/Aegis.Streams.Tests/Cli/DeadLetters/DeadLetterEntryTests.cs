using Aegis.Streams.Cli.DeadLetters;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Cli.DeadLetters;

public sealed class DeadLetterEntryTests
{
    private static readonly SourceRecord Input = new()
    {
        Topic = "aegis.intents",
        Partition = 2,
        Offset = 1041,
        Timestamp = new DateTimeOffset(2026, 11, 24, 10, 0, 0, 250, TimeSpan.Zero),
        Key = "acme/sales-composer"u8.ToArray(),
        Value = "{broken"u8.ToArray(),
        Headers = [new RecordHeader("x-own", [1])],
    };

    [Fact]
    public void WhatTheWriterWrites_IsReadWithPlaceAndReason()
    {
        var entry = DeadLetterEntry.Read(Written(new DeadLetter("intents", "intents.invalid_json", "Not JSON.", "e-1")))!;

        Assert.Equal("aegis.intents/2/1041", entry.Source);
        Assert.Equal("aegis.dlq/0/5", entry.Place);
        Assert.Equal(("2026-11-24T10:00:00.250Z", "intents", "intents.invalid_json", "Not JSON.", "e-1", false), (entry.Time, entry.Stage, entry.Code, entry.Message, entry.EntryId, entry.IsContentOmitted));
        Assert.Equal("x-own", Assert.Single(entry.InputHeaders).Name);
    }

    [Fact]
    public void RecordWithoutTheHeaders_IsNoDeadLetter() => Assert.Null(DeadLetterEntry.Read(Input));

    private static SourceRecord Written(DeadLetter letter)
    {
        var record = new DeadLetterWriter(new TopicNames()).Write(Input, letter);
        return new SourceRecord { Topic = record.Topic, Partition = 0, Offset = 5, Timestamp = Input.Timestamp, Key = record.Key, Value = record.Value, Headers = record.Headers };
    }
}
