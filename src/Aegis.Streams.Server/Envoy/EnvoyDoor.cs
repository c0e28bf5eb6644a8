using Aegis.Streams.Pipeline;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Envoy;

/// <summary>The door of Envoy's `ext_authz`: `envoy.service.auth.v3.Authorization`.</summary>
internal sealed class EnvoyDoor(EnvoyMapping mapping, CallDecider decider, FacadeMetrics metrics, EnvoyMetrics envoyMetrics, TimeProvider time, ILogger<EnvoyDoor> logger)
    : Authorization.AuthorizationBase
{
    private const string Door = "ext_authz";
    private static readonly CallRefusal Anonymous = new(RefusalKind.Unauthenticated, CallCodes.Unauthenticated, "The gateway presented no credential that this instance knows.");
    private static readonly CallRefusal TooLate = new(RefusalKind.DeadlineExceeded, CallCodes.DeadlineExceeded, "The gateway waits for too short a time to be answered: raise the timeout of its grpc_service.");

    private readonly RequestReader _reader = new(mapping, decider.Calls.Limits);

    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        try
        {
            return await CheckAsync(request, context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CheckAnswer.Of(TooLate); // Envoy waits no longer; whatever it hears now, it is no allow.
        }
        catch (Exception fault)
        {
            logger.CheckFailed(fault.GetType().Name, fault.StackTrace);
            return CheckAnswer.Of(Refusals.Failed);
        }
    }

    private async Task<CheckResponse> CheckAsync(CheckRequest request, ServerCallContext context)
    {
        var (started, now) = (time.GetTimestamp(), time.GetUtcNow());
        if (context.GetHttpContext().Features.Get<Caller>() is not { } caller) return CheckAnswer.Of(Anonymous);
        var reading = _reader.Read(request.Attributes ?? new AttributeContext());
        if (!reading.IsReadable)
        {
            envoyMetrics.Denied(reading.Denial.Code);
            return CheckAnswer.Of(reading.Denial);
        }

        var deadline = CheckDeadline.Of(context.Deadline, now);
        CallAnswer answer = TooLate;
        if (deadline is null || deadline > time.GetUtcNow())
        {
            var intent = decider.Calls.Read(reading.Intent, reading.Trace, WireFormat.Json);
            answer = await decider.DecideAsync(caller, intent, reading.IsIdempotent, deadline, context.CancellationToken).ConfigureAwait(false);
            if (answer.IsDecided && deadline <= time.GetUtcNow()) answer = TooLate;
        }

        metrics.Answered(answer, Door, reading.IsIdempotent, time.GetElapsedTime(started));
        return CheckAnswer.Of(answer, reading.Route, new RequestHeaders(request.Attributes!.Request.Http).Names);
    }
}
