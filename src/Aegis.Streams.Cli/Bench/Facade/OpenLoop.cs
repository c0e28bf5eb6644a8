using System.Diagnostics;
using HdrHistogram;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>
/// Asks at a fixed rate whatever the answers do: each latency counts from the moment its question was due, so that a server that falls behind cannot hide it.
/// </summary>
/// <param name="ask">Asks question number n, and says whether the answer is the right one.</param>
internal sealed class OpenLoop(Func<long, Task<bool>> ask)
{
    private const int MaxUnderWay = 20_000;
    private const long LongestMicroseconds = 60_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(1);

    private long _next;

    /// <summary>Runs it.</summary>
    /// <param name="rate">Questions a second.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>What it showed.</returns>
    public LoopResult Run(int rate, TimeSpan duration, CancellationToken stopping)
    {
        var latency = new LongConcurrentHistogram(1, LongestMicroseconds, 3);
        var (asked, underWay, errors, lastAt) = ((int)(rate * duration.TotalSeconds), 0, 0L, 0L);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < asked; i++)
        {
            var due = started + (i * Stopwatch.Frequency / rate);
            PreciseWait.Until(due);
            stopping.ThrowIfCancellationRequested();
            if (Volatile.Read(ref underWay) >= MaxUnderWay)
            {
                Interlocked.Increment(ref errors);
                continue;
            }

            Interlocked.Increment(ref underWay);
            _ = AskAsync(_next++, due);
        }

        var sent = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref underWay) > 0 && Stopwatch.GetElapsedTime(sent) < Patience) Thread.Sleep(LookInterval);
        var seconds = Stopwatch.GetElapsedTime(started, Math.Max(sent, Interlocked.Read(ref lastAt))).TotalSeconds;
        return new LoopResult(latency, asked, Interlocked.Read(ref errors) + Volatile.Read(ref underWay), seconds);

        async Task AskAsync(long number, long due)
        {
            var isRight = false;
            try
            {
                isRight = await ask(number).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is global::Grpc.Core.RpcException or HttpRequestException or OperationCanceledException)
            {
                // Counted below: an error has no latency.
            }

            var now = Stopwatch.GetTimestamp();
            if (isRight) latency.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(due, now).TotalMicroseconds, 1, LongestMicroseconds));
            else Interlocked.Increment(ref errors);
            Interlocked.Exchange(ref lastAt, now);
            Interlocked.Decrement(ref underWay);
        }
    }
}
