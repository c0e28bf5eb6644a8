using Aegis.Streams.Cli.Decisions;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Publishes lines and waits for their answers.</summary>
/// <param name="publisher">Publishes them.</param>
/// <param name="book">Knows which answer belongs to which line.</param>
/// <param name="tail">Reads the answers.</param>
/// <param name="time">The clock.</param>
internal sealed class Submission(IntentPublisher publisher, AnswerBook book, TopicTail tail, TimeProvider time)
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    // How many lines may go out before answers are looked at, where no rate spreads them.
    private const int Burst = 200;

    /// <summary>Gets how many lines are published a second; <see langword="null"/>: as many as go.</summary>
    public long? RatePerSecond { get; init; }

    /// <summary>Gets how long to wait for the next answer once the last line is out.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Runs.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="answered">Gets each answer when it comes.</param>
    /// <param name="stopping">Ends it early.</param>
    /// <returns>Whether every line has its answer.</returns>
    public bool Run(IEnumerable<IntentLine> lines, Action<Answer> answered, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var sent = 0L;
        foreach (var line in lines)
        {
            stopping.ThrowIfCancellationRequested();
            var intended = RatePerSecond is { } rate ? started + (sent * time.TimestampFrequency / rate) : time.GetTimestamp();
            while (intended > time.GetTimestamp()) Listen(Until(intended), answered, stopping);
            publisher.Publish(line, intended);
            if (++sent % Burst == 0) Listen(TimeSpan.Zero, answered, stopping);
        }

        var heard = time.GetTimestamp();
        while (book.Waiting > 0 && time.GetElapsedTime(heard) < Patience)
            if (Listen(LongestPoll, answered, stopping)) heard = time.GetTimestamp();
        return book.Waiting == 0;
    }

    private TimeSpan Until(long timestamp)
    {
        var wait = time.GetElapsedTime(time.GetTimestamp(), timestamp);
        return wait < LongestPoll ? wait : LongestPoll;
    }

    /// <summary>Takes in all that has come; waits for something if nothing has.</summary>
    private bool Listen(TimeSpan wait, Action<Answer> answered, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var hasHeard = false;
        for (var record = tail.Poll(wait); record is not null; record = tail.Poll(TimeSpan.Zero))
        {
            hasHeard = true;
            if (book.Take(record) is { } answer) answered(answer);
        }

        foreach (var answer in book.TakeDeliveries())
        {
            hasHeard = true;
            answered(answer);
        }

        return hasHeard;
    }
}
