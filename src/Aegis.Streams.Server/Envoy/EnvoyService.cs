using System.Buffers.Binary;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy.Mapping;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Adds Envoy's `ext_authz` to a host of gRPC services.</summary>
internal static class EnvoyService
{
    private const string CheckPath = "/envoy.service.auth.v3.Authorization/Check";
    private const int FrameHeaderBytes = 5;

    /// <summary>Adds the service; gRPC itself must be added too.</summary>
    /// <param name="services">The services.</param>
    /// <param name="mapping">What requests are as intents.</param>
    /// <param name="decider">What answers.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the log.</param>
    public static void AddTo(IServiceCollection services, EnvoyMapping mapping, CallDecider decider, FacadeMetrics metrics, TimeProvider time, ILoggerFactory loggers) =>
        services.AddSingleton<EnvoyMetrics>().AddSingleton(provider => new EnvoyDoor(
            mapping, decider, metrics, provider.GetRequiredService<EnvoyMetrics>(), time, loggers.CreateLogger<EnvoyDoor>()));

    /// <summary>Says whether a request is for this door.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsAsked(HttpRequest request) => request.Path.Equals(CheckPath, StringComparison.Ordinal);

    /// <summary>Answers a request that never reached the door. An error of gRPC could let the request pass that Envoy asks about, a denied response cannot.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">Why.</param>
    /// <returns>Ends when it is written.</returns>
    public static async Task DenyAsync(HttpContext context, CallRefusal refusal)
    {
        var message = CheckAnswer.Of(refusal).ToByteArray();
        var frame = new byte[FrameHeaderBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, FrameHeaderBytes);
        context.Response.ContentType = "application/grpc";
        await context.Response.BodyWriter.WriteAsync(frame, context.RequestAborted).ConfigureAwait(false);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>Adds the door's path.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapTo(IEndpointRouteBuilder routes) => routes.MapGrpcService<EnvoyDoor>();
}
