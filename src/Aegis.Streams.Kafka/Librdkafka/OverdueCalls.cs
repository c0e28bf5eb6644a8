namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Counts the calls of a process that librdkafka has not let go past their timeout: each holds a producer and a thread. Thread-safe.</summary>
internal sealed class OverdueCalls
{
    /// <summary>How many may be at a time.</summary>
    public const int Max = 16;

    private int _count;

    public bool IsFull => Volatile.Read(ref _count) >= Max;

    /// <summary>Counts a call until it returns, then does what was to come after it.</summary>
    public void Add(Task call, Action afterwards)
    {
        Interlocked.Increment(ref _count);
        call.ContinueWith(Leave, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        void Leave(Task ended)
        {
            // Whatever it failed with came too late to matter.
            _ = ended.Exception;
            Interlocked.Decrement(ref _count);
            afterwards();
        }
    }
}
