using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using CallRefusal = Aegis.Streams.Server.Calls.CallRefusal;

namespace Aegis.Streams.Server.Grpc;

/// <summary>The door of gRPC: `aegis.v1.DecisionService`.</summary>
internal sealed class GrpcDoor(CallDecider decider, FacadeMetrics metrics, TimeProvider time) : DecisionService.DecisionServiceBase
{
    private const string Door = "grpc";
    private const int MaxBatch = 100;

    public override async Task<DecideResponse> Decide(DecideRequest request, ServerCallContext context)
    {
        var answer = await DecideAsync(request, context).ConfigureAwait(false);
        return answer.IsDecided ? new DecideResponse { Decision = DecisionContract.ToContract(answer.Decision) } : throw GrpcStatus.Of(answer.Refusal);
    }

    public override async Task<DecideBatchResponse> DecideBatch(DecideBatchRequest request, ServerCallContext context)
    {
        if (request.Requests.Count is 0 or > MaxBatch)
            throw GrpcStatus.Of(new CallRefusal(RefusalKind.Invalid, CallCodes.InvalidRequest, $"A batch has 1 to {MaxBatch} requests.", "requests"));
        var answers = await Task.WhenAll(request.Requests.Select(one => DecideAsync(one, context).AsTask())).ConfigureAwait(false);
        var response = new DecideBatchResponse();
        response.Results.Add(answers.Select(ResultOf));
        return response;
    }

    public override async Task<GetDecisionResponse> GetDecision(GetDecisionRequest request, ServerCallContext context)
    {
        var started = time.GetTimestamp();
        var answer = await decider.FindAsync(CallerOf(context), request.Tenant, request.Agent, request.IntentId, DeadlineOf(context), context.CancellationToken).ConfigureAwait(false);
        metrics.Answered(answer, Door, isIdempotent: true, time.GetElapsedTime(started));
        return answer.IsDecided ? new GetDecisionResponse { Decision = DecisionContract.ToContract(answer.Decision) } : throw GrpcStatus.Of(answer.Refusal);
    }

    private static DecideResult ResultOf(CallAnswer answer) => answer.IsDecided
        ? new DecideResult { Decision = DecisionContract.ToContract(answer.Decision) }
        : new DecideResult { Refusal = RefusalContract.ToContract(answer.Refusal) };

    private static Caller CallerOf(ServerCallContext context) => CallerAuthentication.CallerOf(context.GetHttpContext());

    private static DateTimeOffset? DeadlineOf(ServerCallContext context) => context.Deadline == DateTime.MaxValue ? null : context.Deadline;

    private async ValueTask<CallAnswer> DecideAsync(DecideRequest request, ServerCallContext context)
    {
        var started = time.GetTimestamp();
        IntentReading reading = request.Intent is { } intent
            ? decider.Calls.Read(intent, TraceHeaders.Of(context.GetHttpContext().Request), WireFormat.Protobuf)
            : new IntentFault(ReasonCodes.MissingField, "intent", "The field intent is required.");
        var answer = await decider.DecideAsync(CallerOf(context), reading, request.Idempotent, DeadlineOf(context), context.CancellationToken).ConfigureAwait(false);
        metrics.Answered(answer, Door, request.Idempotent, time.GetElapsedTime(started));
        return answer;
    }
}
