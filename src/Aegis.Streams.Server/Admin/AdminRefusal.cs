using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Admin;

/// <summary>A refusal of the admin port with its status.</summary>
internal sealed record AdminRefusal(int Status, CallRefusal Reason)
{
    public static AdminRefusal HostRefused { get; } = new(
        StatusCodes.Status421MisdirectedRequest, new(RefusalKind.Invalid, AdminCodes.HostRefused, "Without TLS this port answers for addresses and for localhost only, not for names, which somebody else may have made to lead here."));

    public static AdminRefusal OriginRefused { get; } = new(
        StatusCodes.Status403Forbidden, new(RefusalKind.NotPermitted, AdminCodes.OriginRefused, "This port is for programs, not for pages in a browser: leave out the header Origin."));

    public static AdminRefusal NoToken { get; } = new(
        StatusCodes.Status401Unauthorized, new(RefusalKind.Unauthenticated, AdminCodes.Unauthenticated, "Present the token of the file admin.token in the instance's state folder: Authorization: Bearer TOKEN."));

    public static AdminRefusal NoCertificate { get; } = new(
        StatusCodes.Status401Unauthorized, new(RefusalKind.Unauthenticated, AdminCodes.Unauthenticated, "Present a client certificate that --admin-client-ca vouches for, beside the token."));

    public static AdminRefusal NotFound { get; } = new(
        StatusCodes.Status404NotFound, new(RefusalKind.NotFound, AdminCodes.NotFound, "There is no such path, or it takes another method; docs/operations.md lists them."));

    public static AdminRefusal NothingToDrain { get; } = new(
        StatusCodes.Status409Conflict, new(RefusalKind.Invalid, AdminCodes.NothingToDrain, "The instance takes no calls; send it SIGTERM, and it commits what is open and leaves the group."));

    public static AdminRefusal Failed { get; } = new(
        StatusCodes.Status500InternalServerError, new(RefusalKind.Unavailable, AdminCodes.Failed, "The port failed; the log says how. The instance goes on."));

    public static AdminRefusal Invalid(string message) => new(StatusCodes.Status400BadRequest, new(RefusalKind.Invalid, AdminCodes.InvalidRequest, message));

    public Task WriteAsync(HttpContext context) => RefusalWriter.WriteProblemAsync(context, Status, Reason);
}
