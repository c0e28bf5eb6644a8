using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Server.Calls;
using Grpc.Core;

namespace Aegis.Streams.Server.Peers;

/// <summary>The door of peers: decides in the tasks of this instance, and passes nothing on.</summary>
internal sealed class PeerDoor(CallDecider decider, FacadeMetrics metrics, TimeProvider time) : PeerService.PeerServiceBase
{
    /// <summary>The name of the door in metrics.</summary>
    public const string Door = "peer";

    public override async Task<DecideResponse> Decide(DecideRequest request, ServerCallContext context)
    {
        var started = time.GetTimestamp();
        IntentReading reading = request.Intent is { } intent
            ? decider.Calls.Read(intent, [], request.Json ? WireFormat.Json : WireFormat.Protobuf)
            : new IntentFault(ReasonCodes.MissingField, "intent", "The field intent is required.");
        var answer = await decider.DecideHereAsync(reading, DeadlineOf(context), context.CancellationToken).ConfigureAwait(false);
        return new DecideResponse { Answer = Write(answer, request.Intent?.Tenant, request.Intent?.Agent, started) };
    }

    public override async Task<GetDecisionResponse> GetDecision(GetDecisionRequest request, ServerCallContext context)
    {
        var started = time.GetTimestamp();
        var answer = await decider.FindHereAsync(request.Tenant, request.Agent, request.IntentId, DeadlineOf(context), context.CancellationToken).ConfigureAwait(false);
        return new GetDecisionResponse { Answer = Write(answer, request.Tenant, request.Agent, started) };
    }

    private static DateTimeOffset? DeadlineOf(ServerCallContext context) => context.Deadline == DateTime.MaxValue ? null : context.Deadline;

    private PeerAnswer Write(CallAnswer answer, string? tenant, string? agent, long started)
    {
        metrics.Answered(answer, Door, isIdempotent: true, time.GetElapsedTime(started));
        var owner = answer.IsDecided || tenant is null || agent is null ? null : decider.Calls.FindOwner(tenant, agent);
        return PeerAnswers.Write(answer, owner);
    }
}
