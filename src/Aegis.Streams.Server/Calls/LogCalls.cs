using System.Security.Cryptography;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Server.Calls;

/// <summary>Asks whoever owns an agent, by its own log: publishes the intent and waits for the committed decision. Always right, and as fast as the log.</summary>
internal sealed class LogCalls(DecisionCalls calls, CallWriter writer, DecisionTail tail, TimeProvider time)
{
    private const int CorrelationLength = 32;

    /// <summary>Says whether a decision speaks of what was asked: whoever reads the topic of intents sees correlation ids.</summary>
    public static bool Answers(Decision decision, Intent intent) =>
        decision.IntentId == intent.Id && decision.Tenant == intent.Tenant && decision.Agent == intent.Agent && decision.Tool == intent.Tool && decision.Action == intent.Action;

    /// <summary>Asks.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>The answer.</returns>
    public async Task<CallAnswer> DecideAsync(Intent intent, DateTimeOffset deadline)
    {
        var correlationId = RandomNumberGenerator.GetHexString(CorrelationLength, lowercase: true);
        try
        {
            var answer = await tail.ExpectAsync(correlationId).WaitAsync(Rest(deadline), time).ConfigureAwait(false);
            if (writer.Write(intent.Tenant, calls.ToRecord(intent, correlationId)) is not { } written) return Refusals.Overloaded;

            // Given up in flight, it may be on the log all the same.
            if (!await written.WaitAsync(Rest(deadline), time).ConfigureAwait(false)) return Refusals.InDoubt;
            var decision = await answer.WaitAsync(Rest(deadline), time).ConfigureAwait(false);
            return Answers(decision, intent) ? decision : Refusals.InDoubt;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            return Refusals.TooLate;
        }
        finally
        {
            tail.Forget(correlationId);
        }
    }

    private TimeSpan Rest(DateTimeOffset deadline) => deadline - time.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
}
