using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Waits for a moment without burning a core: the runtime's own waits end on whole milliseconds, and the error would be read as latency.</summary>
internal static partial class PreciseWait
{
    private const uint LongestMicroseconds = 500_000;

    /// <summary>Waits.</summary>
    /// <param name="timestamp">A timestamp of <see cref="Stopwatch"/>.</param>
    public static void Until(long timestamp)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp).TotalMicroseconds is > 0 and var left)
        {
            if (OperatingSystem.IsWindows()) Thread.Sleep((int)(left / 1000));
            else _ = SleepMicroseconds((uint)Math.Min(left, LongestMicroseconds));
        }
    }

    // POSIX; threads that sleep in it are not interrupted by the runtime, hence the bound.
    [DllImport("libc", EntryPoint = "usleep")]
    private static extern int SleepMicroseconds(uint microseconds);
}
