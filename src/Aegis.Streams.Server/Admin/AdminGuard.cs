using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>
/// Lets nobody to the admin port but a program that holds the token, and logs who did what. A page in a browser of the same machine cannot: it has no token and cannot present one without
/// saying its origin, and a name that was made to lead here (DNS rebinding) is refused.
/// </summary>
/// <param name="options">Who may.</param>
/// <param name="logger">The log.</param>
internal sealed class AdminGuard(AdminOptions options, ILogger logger)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _token = SHA256.HashData(Encoding.UTF8.GetBytes(options.Token));

    /// <summary>Answers what may not pass, runs the rest, and logs both.</summary>
    public async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        var refusal = Check(context);
        try
        {
            await (refusal?.WriteAsync(context) ?? next()).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who asked is gone.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            logger.AdminFailed(fault.GetType().Name, fault.StackTrace);
            await AdminRefusal.Failed.WriteAsync(context).ConfigureAwait(false);
        }

        var (path, status, from) = (AdminPaths.NameOf(context.Request), context.Response.StatusCode, context.Connection.RemoteIpAddress);
        if (refusal is not null) logger.AdminRefused(path, from, status, refusal.Reason.Code);
        else if (HttpMethods.IsGet(context.Request.Method)) logger.AdminRead(path, from, status);
        else logger.AdminOrdered(path, from, status);
    }

    private AdminRefusal? Check(HttpContext context) =>
        options.Endpoint.Tls is null && !IsAddress(context.Request.Host.Host) ? AdminRefusal.HostRefused
        : context.Request.Headers.Origin.Count > 0 ? AdminRefusal.OriginRefused
        : options.NeedsCertificate && context.Connection.ClientCertificate is null ? AdminRefusal.NoCertificate
        : !IsToken(context.Request.Headers.Authorization) ? AdminRefusal.NoToken
        : null;

    private static bool IsAddress(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);

    private bool IsToken(Microsoft.Extensions.Primitives.StringValues authorization) =>
        authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(value[Scheme.Length..].Trim())), _token);
}
