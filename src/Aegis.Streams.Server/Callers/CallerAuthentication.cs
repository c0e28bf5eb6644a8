using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Aegis.Streams.Server.Callers;

/// <summary>Finds out who calls, by a bearer token (RFC 6750) or the certificate of the connection, and lets nobody else through but to health.</summary>
/// <param name="register">Finds the register that counts now.</param>
/// <param name="metrics">Counts those who are sent away.</param>
internal sealed class CallerAuthentication(Func<CallerRegister> register, FacadeMetrics metrics)
{
    private const string Scheme = "Bearer ";

    private static readonly CallRefusal Unknown = new(
        RefusalKind.Unauthenticated, CallCodes.Unauthenticated, "No credential that this instance knows: present a bearer token or a client certificate that its file of callers names.");

    /// <summary>Gets the caller of a request that was passed on.</summary>
    public static Caller CallerOf(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("The request was not authenticated.");

    /// <summary>Answers a request without a known credential, and passes the others on with their <see cref="Caller"/> among the features.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOpen(context.Request.Path)) return next(context);
        if (Find(context) is not { } caller)
        {
            metrics.Refused(Unknown, FacadeMetrics.AnyDoor);
            return RefusalWriter.WriteAsync(context, Unknown);
        }

        context.Features.Set(caller);
        return next(context);
    }

    private static bool IsOpen(PathString path) => path == "/livez" || path == "/readyz" || path.StartsWithSegments("/grpc.health.v1.Health", StringComparison.Ordinal);

    private Caller? Find(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization;
        if (!StringValues.IsNullOrEmpty(authorization))
        {
            // One who presents a token is judged by it alone.
            return authorization.Count == 1 && authorization[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? register().FindByToken(value[Scheme.Length..].Trim())
                : null;
        }

        return context.Connection.ClientCertificate is { } certificate ? register().FindByCertificate(certificate) : null;
    }
}
