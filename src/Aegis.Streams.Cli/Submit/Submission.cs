using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Publishes lines as intents, shows their answers as they come, and counts them.</summary>
/// <param name="run">The run.</param>
/// <param name="producer">The producer.</param>
/// <param name="topics">The topics.</param>
/// <param name="tail">Reads the topics of answers.</param>
internal sealed class Submission(CommandRun run, RecordProducer producer, TopicNames topics, TopicTail tail)
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    // How many lines may go out before answers are looked at, where no rate spreads them.
    private const int Burst = 200;
    private const int MaxShownLines = 10;

    private readonly TimeProvider _time = run.Host.Time;
    private readonly SubmissionTally _tally = new();

    /// <summary>Gets the topic that copies are expected in; <see langword="null"/>: none.</summary>
    public string? ReplyTopic { get; init; }

    /// <summary>Gets how many lines are published a second; <see langword="null"/>: as many as go.</summary>
    public long? RatePerSecond { get; init; }

    /// <summary>Gets a value indicating whether lines that cannot be read are not published.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets a value indicating whether the other lines wait for the first one's answer, which pays for connections and for compiling what runs for the first time.</summary>
    public bool IsFirstAlone { get; init; }

    /// <summary>Gets how long to wait for the next answer once the last line is out.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Runs.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>What came of them.</returns>
    public SubmissionTally Run(IEnumerable<IntentLine> lines)
    {
        try
        {
            return RunToTheEnd(lines);
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            run.Talk.Warn($"interrupted after {_tally.Lines} lines, of which {_tally.Answered} were answered; send the file again: what was decided is answered again");
            throw;
        }
    }

    private SubmissionTally RunToTheEnd(IEnumerable<IntentLine> lines)
    {
        var book = new AnswerBook(topics, ReplyTopic, _time);
        var started = _time.GetTimestamp();
        foreach (var line in lines)
        {
            run.Stopping.ThrowIfCancellationRequested();
            _tally.Lines++;
            if (IsStrict && line.Fault is not null)
            {
                SetAside(line);
                continue;
            }

            // Latency counts from when a line was due: one that waits behind a slow one is late, not new.
            var intended = RatePerSecond is { } rate ? started + (_tally.Lines * _time.TimestampFrequency / rate) : _time.GetTimestamp();
            while (intended > _time.GetTimestamp()) Listen(book, Until(intended));
            Publish(line, book.Add(line, intended), book);
            if (_tally.Lines % Burst == 0) Listen(book, TimeSpan.Zero);
            if (_tally.Lines > 1 || !IsFirstAlone) continue;
            AwaitAnswers(book);
            started = _time.GetTimestamp();
        }

        AwaitAnswers(book);
        ShowUnanswered(book);
        return _tally;
    }

    private void AwaitAnswers(AnswerBook book)
    {
        var heard = _time.GetTimestamp();
        while (book.WaitingCount > 0 && _time.GetElapsedTime(heard) < Patience)
            if (Listen(book, LongestPoll)) heard = _time.GetTimestamp();
    }

    private void Publish(IntentLine line, SentLine sent, AnswerBook book) => producer.Produce(
        new OutboundRecord(topics.Intents, line.Key, line.Value, [IntentLines.ContentType]), delivery => book.Written(sent, delivery));

    private TimeSpan Until(long timestamp)
    {
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), timestamp);
        return wait < LongestPoll ? wait : LongestPoll;
    }

    /// <summary>Takes in all that has come; waits for something if nothing has.</summary>
    private bool Listen(AnswerBook book, TimeSpan wait)
    {
        run.Stopping.ThrowIfCancellationRequested();
        var hasHeard = false;
        for (var record = tail.Poll(wait); record is not null; record = tail.Poll(TimeSpan.Zero))
        {
            hasHeard = true;
            if (book.Take(record) is { } answer) Show(answer);
        }

        foreach (var answer in book.TakeDeliveries())
        {
            hasHeard = true;
            Show(answer);
        }

        run.Data.Flush();
        return hasHeard;
    }

    private void Show(Answer answer)
    {
        _tally.Add(answer);
        AnswerLine.Write(run, answer);
    }

    private void SetAside(IntentLine line)
    {
        _tally.AddUnpublished();
        var place = line.Fault!.Path is { } path ? $" at {path}" : "";
        run.Talk.Fault($"line {line.Number} was not published: {line.Fault.Code}{place}: {line.Fault.Message}");
    }

    private void ShowUnanswered(AnswerBook book)
    {
        if (book.WaitingCount == 0) return;
        var numbers = string.Join(", ", book.WaitingLines.Take(MaxShownLines));
        var more = book.WaitingCount > MaxShownLines ? ", ..." : "";
        run.Talk.Warn($"{book.WaitingCount} intents have no answer after {Patience.TotalSeconds:0.#} s, those of lines {numbers}{more}; see that an instance runs, and send the file again: what was decided is answered again");
    }
}
