using System.Buffers;
using System.Globalization;
using Aegis.Streams.Outcome;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;
using Aegis.Streams.Server.Hosting;
using StatusCode = Grpc.Core.StatusCode;

namespace Aegis.Streams.Server.Envoy;

/// <summary>
/// Answers as Envoy understands them. A deny is always a normal answer: an error of gRPC, or `error_response`, would let the request pass where the operator chose `failure_mode_allow`.
/// </summary>
internal static class CheckAnswer
{
    private const int Forbidden = 403;
    private const int BadRequest = 400;
    private const int PayloadTooLarge = 413;

    // Of request headers that an answer removes; more of them under our prefix is no accident.
    private const int MaxRemoved = 64;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Answers a request that was read.</summary>
    /// <param name="answer">The decision, or why there is none.</param>
    /// <param name="route">Its route.</param>
    /// <param name="names">The names of its headers.</param>
    public static CheckResponse Of(CallAnswer answer, EnvoyRoute route, IEnumerable<string> names)
    {
        if (!answer.IsDecided) return Of(answer.Refusal);
        return answer.Decision.Outcome == DecisionOutcome.Allow ? Allow(answer.Decision, names) : Deny(answer.Decision, route);
    }

    /// <summary>Answers a request that is denied before any decision.</summary>
    public static CheckResponse Of(RequestDenial denial)
    {
        var code = denial.Status == BadRequest ? StatusCode.InvalidArgument : StatusCode.PermissionDenied;
        return Denied(code, denial.Status, AnswerFacts.Of(denial.Code), ProblemBody.Of(denial), retryAfter: null);
    }

    /// <summary>Answers a call that was given no decision.</summary>
    public static CheckResponse Of(CallRefusal refusal)
    {
        var status = RefusalWriter.StatusOf(refusal.Fault);
        return Denied(Server.Grpc.GrpcStatus.CodeOf(refusal.Fault), status, AnswerFacts.Of(refusal.Code), ProblemBody.Of(refusal, status), refusal.RetryAfter);
    }

    private static CheckResponse Allow(Decision decision, IEnumerable<string> names)
    {
        var facts = AnswerFacts.Of(decision);
        var ok = new OkHttpResponse();
        HeaderOptions.Set(ok.Headers, EnvoyHeaders.DecisionId, facts.DecisionId);
        HeaderOptions.Set(ok.Headers, EnvoyHeaders.PolicyRevision, facts.PolicyRevision);
        HeaderOptions.Set(ok.Headers, EnvoyHeaders.Outcome, facts.Outcome);
        HeaderOptions.Set(ok.ResponseHeadersToAdd, EnvoyHeaders.DecisionId, facts.DecisionId);
        foreach (var name in names)
        {
            // What is set takes the place of all copies.
            if (!name.StartsWith(EnvoyHeaders.Prefix, StringComparison.Ordinal) || ok.Headers.Any(option => option.Header.Key == name)) continue;
            if (name.AsSpan().ContainsAnyExcept(NameCharacters) || ok.HeadersToRemove.Count == MaxRemoved)
                return Of(RequestDenial.Malformed(EnvoyCodes.BadHeader, $"The request has headers under {EnvoyHeaders.Prefix} that are not its to send."));
            ok.HeadersToRemove.Add(name);
        }

        return new CheckResponse { Status = new Google.Rpc.Status { Code = (int)StatusCode.OK }, OkResponse = ok, DynamicMetadata = facts.ToMetadata() };
    }

    private static CheckResponse Deny(Decision decision, EnvoyRoute route)
    {
        var status = StatusOf(decision);
        var code = decision.Outcome == DecisionOutcome.ApprovalNeeded ? StatusCode.FailedPrecondition
            : status == Forbidden ? StatusCode.PermissionDenied
            : StatusCode.InvalidArgument;
        return Denied(code, status, AnswerFacts.Of(decision), ProblemBody.Of(decision, status, route), retryAfter: null);
    }

    /// <summary>What is wrong with the request itself is said as HTTP says it; what policy denies is forbidden.</summary>
    private static int StatusOf(Decision decision) => decision is { Outcome: DecisionOutcome.Deny, Reasons: [var reason, ..] } ? reason.Code switch
    {
        ReasonCodes.InvalidJson or ReasonCodes.DuplicateKey or ReasonCodes.TooDeep or ReasonCodes.NumberTooLong or ReasonCodes.InvalidUtf8 => BadRequest,
        ReasonCodes.TooLarge => PayloadTooLarge,
        _ => Forbidden,
    }
    : Forbidden;

    private static CheckResponse Denied(StatusCode code, int status, AnswerFacts facts, string body, TimeSpan? retryAfter)
    {
        var denied = new DeniedHttpResponse { Status = new HttpStatus { Code = (Protocol.StatusCode)status }, Body = body };
        HeaderOptions.Set(denied.Headers, "content-type", ProblemBody.MediaType);
        HeaderOptions.Set(denied.Headers, "cache-control", "no-store");
        HeaderOptions.Set(denied.Headers, EnvoyHeaders.Outcome, facts.Outcome);
        HeaderOptions.Set(denied.Headers, EnvoyHeaders.Reason, facts.Reason);
        HeaderOptions.Set(denied.Headers, EnvoyHeaders.DecisionId, facts.DecisionId);
        HeaderOptions.Set(denied.Headers, EnvoyHeaders.PolicyRevision, facts.PolicyRevision);
        if (retryAfter is { } pause)
            HeaderOptions.Set(denied.Headers, "retry-after", Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        return new CheckResponse
        {
            Status = new Google.Rpc.Status { Code = (int)code, Message = facts.Reason ?? facts.Outcome },
            DeniedResponse = denied,
            DynamicMetadata = facts.ToMetadata(),
        };
    }
}
