using System.Globalization;
using System.Text.Json;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Hosting;

/// <summary>Writes refusals outside of any handler, each as its protocol does: trailers of gRPC, problem details (RFC 9457) of HTTP.</summary>
internal static class RefusalWriter
{
    private const string ProblemType = "application/problem+json";

    /// <summary>Answers a request with a refusal.</summary>
    public static Task WriteAsync(HttpContext context, CallRefusal refusal) => EnvoyService.IsAsked(context.Request) ? EnvoyService.DenyAsync(context, refusal)
        : IsGrpc(context.Request) ? WriteGrpcAsync(context, refusal)
        : WriteProblemAsync(context, refusal);

    /// <summary>Says whether a request is one of gRPC, by its content type.</summary>
    public static bool IsGrpc(HttpRequest request) => request.ContentType is { } type && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (type.Length == "application/grpc".Length || type["application/grpc".Length] is '+' or ';');

    /// <summary>Answers with problem details.</summary>
    public static Task WriteProblemAsync(HttpContext context, CallRefusal refusal) => WriteProblemAsync(context, StatusOf(refusal.Fault), refusal);

    /// <summary>Answers with problem details of another status, and with members of their own.</summary>
    public static async Task WriteProblemAsync(HttpContext context, int status, CallRefusal refusal, Action<Utf8JsonWriter>? writeMore = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ProblemType;
        if (refusal.Fault == RefusalKind.Unauthenticated) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (refusal.RetryAfter is { } pause) context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", Title(status));
        json.WriteNumber("status", status);
        json.WriteString("detail", refusal.Message);
        json.WriteString("code", refusal.Code);
        if (refusal.Path is { } path) json.WriteString("path", path);
        writeMore?.Invoke(json);
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Finds the HTTP status of a fault.</summary>
    public static int StatusOf(RefusalKind fault) => fault switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.NotPermitted => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Overloaded => StatusCodes.Status429TooManyRequests,
        RefusalKind.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>Answers with trailers only: the status of a refusal, and its details.</summary>
    public static Task WriteGrpcAsync(HttpContext context, CallRefusal refusal)
    {
        context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(GrpcStatus.DetailsOf(refusal).ToByteArray()).TrimEnd('=');
        return WriteGrpcAsync(context, GrpcStatus.CodeOf(refusal.Fault), refusal.Message);
    }

    /// <summary>Answers with trailers only: one block of headers that holds the status.</summary>
    public static Task WriteGrpcAsync(HttpContext context, global::Grpc.Core.StatusCode status, string message)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);

        // Every message of ours is printable ASCII without a percent sign, which needs no encoding.
        context.Response.Headers["grpc-message"] = message;
        return Task.CompletedTask;
    }

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
