namespace Aegis.Streams.Intents;

/// <summary>How long a task remembers the answers that it gave.</summary>
public sealed record ReplyRetention
{
    /// <summary>Gets how long an answer is remembered.</summary>
    /// <value>The default is 24 hours. Must be longer than callers retry.</value>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Gets how many answers a task remembers at most; beyond it the oldest of the tenant with the most go, so that one tenant's flood costs no other its answers.</summary>
    /// <value>The default is 1,000,000, some 700 MB.</value>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>Gets how many answers go at most when one is added, which bounds the work of one record.</summary>
    /// <value>The default is 4. Must be at least 2, or the state could grow faster than it shrinks.</value>
    public int MaxRemovals { get; init; } = 4;
}
