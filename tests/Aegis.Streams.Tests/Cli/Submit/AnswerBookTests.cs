using System.Text;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Cli.Submit;

public sealed class AnswerBookTests
{
    private static readonly TopicNames Topics = new();

    private readonly FakeTimeProvider _time = new();
    private readonly IntentLines _lines = new(assignsIds: false, replyTopic: null);
    private int _number;

    [Fact]
    public void Decision_GoesToTheLineAtItsPosition()
    {
        var book = Book();
        Send(book, "i-1", 10);
        Send(book, "i-2", 11);

        var answer = book.Take(Decision("i-2", 11))!;

        Assert.Equal(2, answer.Line.Number);
        Assert.Equal("i-2", answer.Decision!.IntentId);
        Assert.Equal([1], book.WaitingLines);
    }

    [Fact]
    public void AnswerBeforeTheProducersWord_IsGivenWhenThatComes()
    {
        var book = Book();
        var sent = book.Add(Line("i-1"), _time.GetTimestamp());
        _time.Advance(TimeSpan.FromMilliseconds(4));
        Assert.Null(book.Take(Decision("i-1", 10)));
        _time.Advance(TimeSpan.FromMilliseconds(90));

        book.Written(sent, new RecordDelivery(0, 10, null));
        var answer = Assert.Single(book.TakeDeliveries());

        Assert.Equal(TimeSpan.FromMilliseconds(4), answer.Latency);
        Assert.Equal(0, book.WaitingCount);
    }

    [Fact]
    public void RepeatedDecision_GoesToTheOldestOtherLineWithItsId()
    {
        var book = Book();
        Send(book, "i-1", 10);
        Send(book, "i-1", 11);
        Send(book, "i-1", 12);

        Assert.Equal(1, book.Take(Decision("i-1", 10))!.Line.Number);
        Assert.Equal(2, book.Take(Decision("i-1", 10, replayed: true))!.Line.Number);
        Assert.Equal(3, book.Take(Decision("i-1", 10, replayed: true))!.Line.Number);
        Assert.Null(book.Take(Decision("i-1", 10, replayed: true)));
    }

    [Fact]
    public void RepeatOfAnEarlierRun_IsAnAnswer()
    {
        var book = Book();
        Send(book, "i-1", 50);

        Assert.True(book.Take(Decision("i-1", 10, replayed: true))!.Decision!.Replayed);
    }

    [Fact]
    public void DeadLetter_GoesToTheLineAtItsSource()
    {
        var book = Book();
        var line = _lines.ToLine(7, "{broken"u8.ToArray());
        book.Written(book.Add(line, 0), new RecordDelivery(1, 5, null));
        Assert.Empty(book.TakeDeliveries());

        Assert.Null(book.Take(DeadLetter("other.topic", 1, 5)));
        Assert.Null(book.Take(DeadLetter(Topics.Intents, 0, 5)));
        var answer = book.Take(DeadLetter(Topics.Intents, 1, 5))!;

        Assert.Equal("intents.invalid_json", answer.DeadLetter!.Code);
        Assert.Equal(0, book.WaitingCount);
    }

    [Fact]
    public void WhatOthersAsked_IsNoAnswer()
    {
        var book = Book();
        Send(book, "i-1", 10);

        Assert.Null(book.Take(Decision("i-9", 9)));
        Assert.Null(book.Take(Decision("i-1", 9)));
        Assert.Null(book.Take(Record(Topics.Decisions, [1, 2, 3])));
        Assert.Equal(1, book.WaitingCount);
    }

    [Fact]
    public void LineThatWasNotWritten_IsAnsweredWithTheFault()
    {
        var book = Book();
        book.Written(book.Add(Line("i-1"), 0), new RecordDelivery(-1, -1, "too large"));

        Assert.Equal("too large", Assert.Single(book.TakeDeliveries()).Fault);
        Assert.Equal(0, book.WaitingCount);
    }

    [Fact]
    public void ExpectedCopy_CountsAndTheDecisionOnlyIfThereIsNone()
    {
        var book = Book("acme.replies");
        Send(book, "i-1", 10, ",\"reply_topic\":\"acme.replies\"");
        Send(book, "i-2", 11, ",\"reply_topic\":\"acme.replies\"");
        Send(book, "i-3", 12);

        Assert.Null(book.Take(Decision("i-1", 10, ReplyStatus.Sent)));
        Assert.NotNull(book.Take(Decision("i-1", 10, ReplyStatus.Sent, "acme.replies")));
        Assert.NotNull(book.Take(Decision("i-2", 11, ReplyStatus.NotPermitted)));
        Assert.NotNull(book.Take(Decision("i-3", 12)));
    }

    private static SourceRecord Decision(string id, long offset, ReplyStatus status = ReplyStatus.NotRequested, string topic = "aegis.decisions", bool replayed = false) =>
        Record(topic, new DecisionWriter(framing: null).Write(
            new Decision
            {
                DecisionId = $"d-{id}",
                IntentId = id,
                Tenant = "acme",
                Agent = "a",
                Tool = "t",
                Action = "x",
                Outcome = DecisionOutcome.Allow,
                PolicyRevision = "ab",
                ReceivedAt = DateTimeOffset.UnixEpoch,
                DecidedAt = DateTimeOffset.UnixEpoch,
                Replayed = replayed,
                SourceTopic = Topics.Intents,
                SourcePartition = 0,
                SourceOffset = offset,
                ReplyStatus = status,
            },
            WireFormat.Json));

    private static SourceRecord DeadLetter(string topic, int partition, long offset)
    {
        var input = new SourceRecord { Topic = topic, Partition = partition, Offset = offset, Timestamp = DateTimeOffset.UnixEpoch, Value = "{broken"u8.ToArray() };
        var letter = new DeadLetterWriter(Topics).Write(input, new DeadLetter("intents", "intents.invalid_json", "The value is not valid JSON.", "e-1"));
        return Record(letter.Topic, letter.Value!) with { Headers = letter.Headers };
    }

    private static SourceRecord Record(string topic, byte[] value) =>
        new() { Topic = topic, Partition = 0, Offset = 0, Timestamp = DateTimeOffset.UnixEpoch, Value = value };

    private AnswerBook Book(string? replyTopic = null) => new(Topics, replyTopic, _time);

    private IntentLine Line(string id, string more = "") => _lines.ToLine(
        ++_number, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","tenant":"acme","agent":"a","tool":"t","action":"x"{{more}}}"""));

    private void Send(AnswerBook book, string id, long offset, string more = "")
    {
        book.Written(book.Add(Line(id, more), _time.GetTimestamp()), new RecordDelivery(0, offset, null));
        Assert.Empty(book.TakeDeliveries());
    }
}
