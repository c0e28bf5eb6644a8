namespace Aegis.Streams.Server.Envoy;

/// <summary>When Envoy must have its answer: a while before it stops waiting, since what comes too late is an error to it and may let the request pass.</summary>
internal static class CheckDeadline
{
    private const int Share = 5;
    private static readonly TimeSpan LeastMargin = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MostMargin = TimeSpan.FromMilliseconds(50);

    /// <summary>Finds the time of the answer: a fifth of what is left is kept for the way back, 2 to 50 ms.</summary>
    /// <param name="deadline">When Envoy stops waiting; <see cref="DateTime.MaxValue"/>: it did not say.</param>
    /// <param name="now">The time.</param>
    /// <returns>The time; <see langword="null"/>: Envoy did not say.</returns>
    public static DateTimeOffset? Of(DateTime deadline, DateTimeOffset now)
    {
        if (deadline == DateTime.MaxValue) return null;
        var end = new DateTimeOffset(DateTime.SpecifyKind(deadline, DateTimeKind.Utc));
        var margin = (end - now) / Share;
        return end - (margin < LeastMargin ? LeastMargin : margin > MostMargin ? MostMargin : margin);
    }
}
