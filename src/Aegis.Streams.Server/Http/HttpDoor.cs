using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Streams.Server.Http;

/// <summary>The door of HTTP: an intent in JSON as it would be published, a decision in JSON as it is.</summary>
internal sealed class HttpDoor(CallDecider decider, FacadeMetrics metrics, TimeProvider time)
{
    private const string Door = "http";
    private static readonly CallRefusal BatchHasNoKey = new(
        RefusalKind.Invalid, CallCodes.InvalidRequest, "A batch takes no Idempotency-Key: say idempotent in each of its requests.", IdempotencyKey.Name);

    private static readonly CallRefusal OtherMethod = new(RefusalKind.Invalid, CallCodes.InvalidRequest, "The path takes POST.");
    private static readonly DecisionWriter Writer = new(framing: null);
    private static readonly RecordHeader Json = new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Json));

    /// <summary>Adds the door's paths.</summary>
    public void MapTo(IEndpointRouteBuilder routes)
    {
        MapPost(routes, "/v1/decide", DecideAsync);
        MapPost(routes, "/v1/decide:batch", DecideBatchAsync);
        routes.MapGet("/v1/tenants/{tenant}/agents/{agent}/decisions/{intentId}", FindAsync);
    }

    /// <summary>Adds a path with one method. That there is no other must be said: the library of gRPC takes all paths of two parts for its own.</summary>
    private static void MapPost(IEndpointRouteBuilder routes, string path, RequestDelegate answer)
    {
        routes.MapPost(path, answer);
        routes.Map(path, static context =>
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return RefusalWriter.WriteProblemAsync(context, StatusCodes.Status405MethodNotAllowed, OtherMethod);
        });
    }

    private async Task DecideAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var (body, fault) = await JsonBody.ReadAsync(context.Request, decider.Calls.Limits.MaxRecordBytes, context.RequestAborted).ConfigureAwait(false);
        (byte[] Body, bool IsIdempotent) request = default;
        if (fault is null) (request, fault) = IdempotencyKey.Apply(context.Request, body);
        var answer = fault is not null
            ? fault
            : await decider.DecideAsync(CallerOf(context), Read(request.Body!, context.Request), request.IsIdempotent, null, context.RequestAborted).ConfigureAwait(false);
        metrics.Answered(answer, Door, request.IsIdempotent, time.GetElapsedTime(started));
        await AnswerAsync(context, answer).ConfigureAwait(false);
    }

    private async Task DecideBatchAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var (body, fault) = await JsonBody.ReadAsync(context.Request, BatchBody.MaxBytes, context.RequestAborted).ConfigureAwait(false);
        if (context.Request.Headers.ContainsKey(IdempotencyKey.Name)) fault = BatchHasNoKey;
        var requests = fault is null ? BatchBody.Read(body, out fault) : null;
        if (requests is null)
        {
            metrics.Answered(fault!, Door, isIdempotent: false, time.GetElapsedTime(started));
            await RefusalWriter.WriteProblemAsync(context, fault!).ConfigureAwait(false);
            return;
        }

        var caller = CallerOf(context);
        var answers = await Task.WhenAll(requests.Select(DecideOneAsync)).ConfigureAwait(false);
        context.Response.ContentType = ContentTypes.Json;
        await context.Response.BodyWriter.WriteAsync(BatchBody.Write(answers, Writer), context.RequestAborted).ConfigureAwait(false);

        async Task<CallAnswer> DecideOneAsync(BatchRequest request)
        {
            var answer = await decider.DecideAsync(caller, Read(request.Intent, context.Request), request.IsIdempotent, null, context.RequestAborted).ConfigureAwait(false);
            metrics.Answered(answer, Door, request.IsIdempotent, time.GetElapsedTime(started));
            return answer;
        }
    }

    private async Task FindAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var answer = await decider.FindAsync(
            CallerOf(context), Part(context, "tenant"), Part(context, "agent"), Part(context, "intentId"), null, context.RequestAborted).ConfigureAwait(false);
        metrics.Answered(answer, Door, isIdempotent: true, time.GetElapsedTime(started));
        await AnswerAsync(context, answer).ConfigureAwait(false);
    }

    private static Caller CallerOf(HttpContext context) => CallerAuthentication.CallerOf(context);

    private static string Part(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static async Task AnswerAsync(HttpContext context, CallAnswer answer)
    {
        if (!answer.IsDecided)
        {
            await RefusalWriter.WriteProblemAsync(context, answer.Refusal).ConfigureAwait(false);
            return;
        }

        var value = Writer.Write(answer.Decision, WireFormat.Json);
        context.Response.ContentType = ContentTypes.Json;
        context.Response.ContentLength = value.Length;
        await context.Response.BodyWriter.WriteAsync(value, context.RequestAborted).ConfigureAwait(false);
    }

    private IntentReading Read(byte[] body, HttpRequest request) => decider.Calls.Read(body, [Json, .. TraceHeaders.Of(request)]);
}
