namespace Aegis.Streams.Server.Hosting;

/// <summary>
/// Measures how long work waits for a thread, by sending a piece of its own through the same queue again and again. Requests that come faster than they can be decided pile up there, where no
/// count of calls sees them (the sojourn time of CoDel, RFC 8289). Thread-safe.
/// </summary>
internal sealed class QueueDelay : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Action<Action> _queue;
    private readonly TimeSpan _most;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _sentAt;
    private volatile bool _wasLate;

    /// <summary>Begins to measure.</summary>
    /// <param name="queue">Puts work into the queue.</param>
    /// <param name="most">How long work may wait.</param>
    /// <param name="time">The clock.</param>
    public QueueDelay(Action<Action> queue, TimeSpan most, TimeProvider time)
    {
        (_queue, _most, _time) = (queue, most, time);
        _timer = time.CreateTimer(_ => Send(), null, Interval, Interval);
    }

    /// <summary>Gets a value indicating whether work waits too long: the last piece did, or the one that is on its way does.</summary>
    public bool IsTooLong => _wasLate || (Interlocked.Read(ref _sentAt) is not 0 and var sentAt && _time.GetElapsedTime(sentAt) > _most);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Send()
    {
        if (Interlocked.CompareExchange(ref _sentAt, _time.GetTimestamp(), 0) == 0) _queue(Arrive);
    }

    private void Arrive() => _wasLate = _time.GetElapsedTime(Interlocked.Exchange(ref _sentAt, 0)) > _most;
}
