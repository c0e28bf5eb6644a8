using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Streams.Server.Grpc;

/// <summary>
/// Keeps rules of the protocol of gRPC that the library does not: paths are compared by case, and a message that cannot be read is the caller's fault (INTERNAL) and no defect of ours (UNKNOWN).
/// To Envoy it is a denied response, since an error could let a request pass.
/// </summary>
internal static class ProtocolRules
{
    private const string Status = "grpc-status";
    private const string Message = "grpc-message";

    // Of StatusCode, as headers spell them.
    private const string Unknown = "2";
    private const string Internal = "13";

    // What the library says where reading fails; a handler's own faults have passed by FaultInterceptor, which says otherwise.
    private const string Unread = "Exception was thrown by handler.";

    // And where a message is too large.
    private const string TooLarge = "Received message exceeds the maximum configured message size.";

    private static readonly CallRefusal UnreadMessage = new(
        RefusalKind.Invalid, CallCodes.InvalidRequest, "The message cannot be read: its frame, its compression or its encoding is broken.");

    private static readonly CallRefusal UnreadCheck = new(
        RefusalKind.Invalid, CallCodes.InvalidRequest, "The check of the gateway cannot be read, or is larger than the instance takes: lower max_request_bytes of the gateway.");

    /// <summary>Answers calls of unknown paths, passes the others on, and corrects what is said where they cannot be read.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, FacadeMetrics metrics)
    {
        if (RefusalWriter.IsGrpc(context.Request) && IsMisspelt(context))
        {
            await RefusalWriter.WriteGrpcAsync(context, StatusCode.Unimplemented, "There is no such method: services and methods are spelled by case.").ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
        var headers = context.Response.Headers;
        if (context.Response.HasStarted || headers[Status] is not [{ } status]) return;
        var isUnread = (status == Unknown && headers[Message] is [Unread]) || headers[Message] is [TooLarge];

        // What there is no room for, the gate counts.
        if (isUnread && context.Features.Get<IRequestBodyPipeFeature>() is not MeteredBody { IsRefused: true }) metrics.Refused(UnreadMessage, FacadeMetrics.AnyDoor);
        if (EnvoyService.IsAsked(context.Request))
        {
            headers.Clear();
            await EnvoyService.DenyAsync(context, UnreadCheck).ConfigureAwait(false);
        }
        else if (status == Unknown && headers[Message] is [Unread])
        {
            (headers[Status], headers[Message]) = (Internal, UnreadMessage.Message);
        }
    }

    private static bool IsMisspelt(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern: { Parameters.Count: 0, RawText: { } path } } && path != context.Request.Path.Value;
}
