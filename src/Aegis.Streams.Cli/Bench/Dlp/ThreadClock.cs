using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>The time that this thread had a processor, so that others on the machine do not count; where the system is not Linux, the time on the wall.</summary>
internal static partial class ThreadClock
{
    private const int ThreadTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Times some work on this thread.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Microseconds.</returns>
    public static double Time(Action work)
    {
        var started = Now();
        work();
        return (Now() - started) / 1000.0;
    }

    private static long Now()
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess && GetTime(ThreadTime, out var time) == 0) return (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds;
        return (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
