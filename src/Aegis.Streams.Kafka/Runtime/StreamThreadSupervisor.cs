using Aegis.Streams.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Keeps one stream thread going: replaces it when it fails, with pauses that grow while no transaction commits.</summary>
internal sealed class StreamThreadSupervisor(
    string name, StreamsOptions options, Func<ThreadHistory, StreamThread> create, TimeProvider time, Action<TimeSpan> backOff, StreamMetrics metrics,
    ILogger logger) : IDisposable
{
    // A name that is taken is tried every second, for as long as a session lasts.
    private const int NamesTakenPerLine = 15;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan NameTakenPause = TimeSpan.FromSeconds(1);

    // Two instances of one name may replace each other's threads as well as their producers.
    private readonly ThreadHistory _history = new(new FenceCount($"{options.ApplicationId}-{name}", options.InstanceId, time));
    private volatile StreamThread? _thread;
    private int _failures;
    private int _namesTaken;
    private TimeSpan _pause;

    /// <summary>Gets the thread; <see langword="null"/>: none runs now. May be read from any thread.</summary>
    public StreamThread? Thread => _thread;

    /// <summary>Runs one turn of the thread.</summary>
    /// <exception cref="StreamsHaltedException">Only an operator can help.</exception>
    /// <exception cref="Exception">The thread failed too often in a row, not for the cluster's sake.</exception>
    public void RunOnce()
    {
        // Only now, so that the application could say in between that the thread is gone.
        if (_pause > TimeSpan.Zero) backOff(_pause);
        _pause = TimeSpan.Zero;
        try
        {
            var thread = _thread ??= create(_history);
            thread.RunOnce();
            if (thread.Commits > 0) _failures = 0;
            if (thread.IsJoined) _namesTaken = 0;
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.MemberIdInUse)
        {
            // The broker gives a dead member up when its session ends; pauses that grow would only add to that.
            Drop();
            _pause = NameTakenPause;
            if (_namesTaken++ % NamesTakenPerLine == 0) logger.NameTaken(name, fault.Message);
        }
        catch (Exception fault) when (fault is not StreamsHaltedException)
        {
            _failures++;
            Drop();
            _history.Fences.Add(fault);
            if (_failures >= options.MaxThreadFailures && fault is not StreamClientException) throw;
            _pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(_failures - 1, 12)));
            metrics.ThreadReplaced();
            logger.ThreadReplaced(name, _pause, fault);
        }
    }

    /// <summary>Ends the thread in order: what is open is committed, the group is left.</summary>
    public void Close()
    {
        if (_thread is not { } thread) return;
        try
        {
            thread.Close();
            thread.Dispose();
            _thread = null;
        }
        catch (StreamClientException fault)
        {
            logger.CloseFailed(name, fault);
            Drop();
        }
    }

    /// <summary>Ends the thread, wherever it is.</summary>
    public void Dispose() => Drop();

    private void Drop()
    {
        if (_thread is not { } thread) return;
        _thread = null;
        using (thread) thread.Abandon();
    }
}
