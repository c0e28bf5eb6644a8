using System.Security.Cryptography;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Server.Calls;

/// <summary>Asks whoever owns an agent, by its own log: publishes the intent and waits for the committed decision. Always right, and as fast as the log.</summary>
internal sealed class ElsewhereCalls(DecisionCalls calls, CallLog log, DecisionTail tail, TimeProvider time)
{
    private const int CorrelationLength = 32;

    /// <summary>Asks.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="latest">When to give up.</param>
    /// <returns>The decision; <see langword="null"/>: none came in time, or the intent could not be published.</returns>
    public async Task<Decision?> DecideAsync(Intent intent, DateTimeOffset latest)
    {
        var correlationId = RandomNumberGenerator.GetHexString(CorrelationLength, lowercase: true);
        try
        {
            var answer = await tail.ExpectAsync(correlationId).WaitAsync(Rest(latest), time).ConfigureAwait(false);
            if (log.Write([calls.ToRecord(intent, correlationId)]) is not { } written) return null;
            return await written.WaitAsync(Rest(latest), time).ConfigureAwait(false) ? await answer.WaitAsync(Rest(latest), time).ConfigureAwait(false) : null;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            tail.Forget(correlationId);
        }
    }

    private TimeSpan Rest(DateTimeOffset latest) => latest - time.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
}
