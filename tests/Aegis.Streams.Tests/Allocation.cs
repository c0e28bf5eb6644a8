namespace Aegis.Streams.Tests;

/// <summary>Measures what work allocates on its thread.</summary>
internal static class Allocation
{
    private const int Passes = 5;

    /// <summary>Does the work a few times and finds the least that a pass allocated: a collection in between counts the rest of a block, and the runtime allocates when it compiles a method again.</summary>
    public static long Least(Action work)
    {
        work();
        var least = long.MaxValue;
        for (var pass = 0; pass < Passes; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
