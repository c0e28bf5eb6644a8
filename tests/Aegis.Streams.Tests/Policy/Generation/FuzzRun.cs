using System.Diagnostics;
using System.Globalization;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>
/// Runs a check on many random cases: `AEGIS_FUZZ_CASES` of them, from `AEGIS_FUZZ_FIRST` on, of the seed `AEGIS_FUZZ_SEED`. Each case has random
/// numbers of its own, so that one that fails can be made again alone. One that does not end fails too.
/// </summary>
internal static class FuzzRun
{
    /// <summary>No case takes a thousandth of it: what takes as long hangs, however busy the machine is.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the seed of the run.</summary>
    public static int Seed { get; } = Read("AEGIS_FUZZ_SEED", 20261128);

    /// <summary>Runs a check on every case.</summary>
    /// <param name="usual">How many cases there are unless the variable says otherwise.</param>
    /// <param name="check">The check: the random numbers of the case, and its number.</param>
    public static void Each(int usual, Action<Random, int> check) => Each(Read("AEGIS_FUZZ_FIRST", 0), Read("AEGIS_FUZZ_CASES", usual), Longest, check);

    /// <summary>Runs a check on every case.</summary>
    /// <param name="first">The number of the first case.</param>
    /// <param name="count">How many cases there are.</param>
    /// <param name="longest">How long one may take.</param>
    /// <param name="check">The check.</param>
    public static void Each(int first, int count, TimeSpan longest, Action<Random, int> check)
    {
        var (current, began) = (first, Stopwatch.GetTimestamp());
        Exception? fault = null;
        var worker = new Thread(() =>
        {
            try
            {
                for (var number = first; number < first + count; number++)
                {
                    Volatile.Write(ref current, number);
                    Volatile.Write(ref began, Stopwatch.GetTimestamp());
                    check(new Random(unchecked((Seed * 1_000_003) + number)), number);
                }
            }
            catch (Exception caught) when (caught is not OutOfMemoryException)
            {
                fault = caught;
            }
        })
        { IsBackground = true };
        worker.Start();
        while (!worker.Join(Watch))
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref began)) > longest) Assert.Fail($"{Name(Volatile.Read(ref current))} takes longer than {longest.TotalSeconds} s: it hangs.");
        if (fault is not null) Assert.Fail($"{Name(current)}: {fault}");
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"AEGIS_FUZZ_SEED={Seed} AEGIS_FUZZ_FIRST={number} AEGIS_FUZZ_CASES=1");

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
