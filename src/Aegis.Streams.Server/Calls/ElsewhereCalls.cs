using System.Security.Cryptography;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Server.Calls;

/// <summary>Asks whoever owns an agent, by its own log: publishes the intent and waits for the committed decision. Always right, and as fast as the log.</summary>
internal sealed class ElsewhereCalls(DecisionCalls calls, CallLog log, DecisionTail tail, TimeProvider time)
{
    private const int CorrelationLength = 32;

    /// <summary>Says whether a decision speaks of what was asked: whoever reads the topic of intents sees correlation ids.</summary>
    public static bool Answers(Decision decision, Intent intent) =>
        decision.IntentId == intent.Id && decision.Tenant == intent.Tenant && decision.Agent == intent.Agent && decision.Tool == intent.Tool && decision.Action == intent.Action;

    /// <summary>Asks.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="latest">When to give up.</param>
    /// <returns>The answer.</returns>
    public async Task<CallAnswer> DecideAsync(Intent intent, DateTimeOffset latest)
    {
        var correlationId = RandomNumberGenerator.GetHexString(CorrelationLength, lowercase: true);
        try
        {
            var answer = await tail.ExpectAsync(correlationId).WaitAsync(Rest(latest), time).ConfigureAwait(false);
            if (log.Write(intent.Tenant, calls.ToRecord(intent, correlationId)) is not { } written) return Refusals.Overloaded;
            if (!await written.WaitAsync(Rest(latest), time).ConfigureAwait(false)) return Refusals.NotRecorded;
            var decision = await answer.WaitAsync(Rest(latest), time).ConfigureAwait(false);
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

    private TimeSpan Rest(DateTimeOffset latest) => latest - time.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
}
