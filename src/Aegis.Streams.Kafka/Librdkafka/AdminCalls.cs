namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Waits for answers of administration clients.</summary>
internal static class AdminCalls
{
    // librdkafka keeps the time of a request itself, and answers a little later.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits until a call has ended, and not for ever: Confluent.Kafka closes a client when it cannot read an answer, and leaves the calls of that client open. So it
    /// does with the description of a topic of which a partition has no replica in sync.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="timeout">The time that its request was given.</param>
    /// <returns>The call, which has ended.</returns>
    /// <exception cref="TimeoutException">It has not ended within that time: the client is closed.</exception>
    public static TTask EndWithin<TTask>(this TTask call, TimeSpan timeout)
        where TTask : Task =>
        Task.WaitAny([call], timeout + Grace) < 0 ? throw new TimeoutException("An administration client has left a call unanswered.") : call;
}
