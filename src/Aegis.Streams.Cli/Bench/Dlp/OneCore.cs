using System.Runtime.InteropServices;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>Keeps this thread, and those that it starts, on one of the cores that it may use (`sched_setaffinity` of Linux). Where the system is not Linux, nothing is kept.</summary>
internal static partial class OneCore
{
    private const int MaskBytes = 128; // CPU_SETSIZE of glibc, 1,024 cores.

    /// <summary>Does some work on one core, and gives the others back.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work. All threads that it starts end before it returns.</param>
    public static T Run<T>(Func<T> work)
    {
        var all = new byte[MaskBytes];
        if (!OperatingSystem.IsLinux() || GetAffinity(0, MaskBytes, all) < 0 || SetAffinity(0, MaskBytes, FirstOf(all)) < 0) return work();
        try
        {
            return work();
        }
        finally
        {
            SetAffinity(0, MaskBytes, all);
        }
    }

    private static byte[] FirstOf(byte[] cores)
    {
        var one = new byte[MaskBytes];
        var at = cores.AsSpan().IndexOfAnyExcept((byte)0);
        one[at] = (byte)(cores[at] & -cores[at]);
        return one;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, [Out] byte[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, byte[] mask);
}
