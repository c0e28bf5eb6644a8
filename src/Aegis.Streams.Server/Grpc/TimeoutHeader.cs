using System.Buffers;
using System.Globalization;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Grpc;

/// <summary>Refuses calls whose `grpc-timeout` is no timeout: the library would take them for calls without end.</summary>
internal static class TimeoutHeader
{
    private const string Name = "grpc-timeout";
    private const int MaxDigits = 8;
    private const int NanosecondsPerTick = 100;
    private static readonly SearchValues<char> Units = SearchValues.Create("HMSmun");

    private static readonly CallRefusal Malformed = new(
        RefusalKind.Invalid, CallCodes.InvalidRequest, "The header grpc-timeout must be 1 to 8 digits, not all zero, and one of H M S m u n.");

    /// <summary>Answers calls with a malformed or spent timeout, and passes the others on.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next, FacadeMetrics metrics)
    {
        var values = context.Request.Headers[Name];
        if (values.Count == 0 || !RefusalWriter.IsGrpc(context.Request)) return next(context);
        var isMalformed = values.Count > 1 || values[0] is not { } value || !IsWellFormed(value);
        if (!isMalformed && !IsSpent(values[0]!)) return next(context);
        var isOfEnvoy = EnvoyService.IsAsked(context.Request);
        metrics.Refused(isMalformed && !isOfEnvoy ? Malformed : Refusals.TooLate, FacadeMetrics.AnyDoor);
        if (isOfEnvoy) return EnvoyService.DenyAsync(context, Refusals.TooLate);
        return isMalformed ? RefusalWriter.WriteGrpcAsync(context, StatusCode.Internal, Malformed.Message) : RefusalWriter.WriteGrpcAsync(context, Refusals.TooLate);
    }

    private static bool IsWellFormed(string value) =>
        value.Length is >= 2 and <= MaxDigits + 1 && Units.Contains(value[^1]) && !value.AsSpan(0, value.Length - 1).ContainsAnyExceptInRange('0', '9')
        && value.AsSpan(0, value.Length - 1).ContainsAnyExcept('0');

    /// <summary>What is shorter than a tick is over.</summary>
    private static bool IsSpent(string value) => value[^1] == 'n' && int.Parse(value.AsSpan(0, value.Length - 1), CultureInfo.InvariantCulture) < NanosecondsPerTick;
}
