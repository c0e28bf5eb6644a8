namespace Aegis.Streams.Tests.Facade;

/// <summary>Holds the stream threads of instances where they are about to decide, so that calls wait.</summary>
internal sealed class StreamGate
{
    private volatile TaskCompletionSource _way = Opened();
    private int _arrivals;

    /// <summary>Gets how often a stream thread has come to it while it was closed.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    /// <summary>Closes it.</summary>
    /// <returns>What opens it.</returns>
    public IDisposable Hold()
    {
        var way = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _way = way;
        return new Holding(way);
    }

    /// <summary>Waits while it is closed; other threads pass.</summary>
    public void Pass()
    {
        if (Thread.CurrentThread.Name?.StartsWith("aegis-stream-", StringComparison.Ordinal) != true || _way.Task is not { IsCompleted: false } way) return;
        Interlocked.Increment(ref _arrivals);
        way.Wait();
    }

    private static TaskCompletionSource Opened()
    {
        var way = new TaskCompletionSource();
        way.SetResult();
        return way;
    }

    private sealed class Holding(TaskCompletionSource way) : IDisposable
    {
        public void Dispose() => way.TrySetResult();
    }
}
