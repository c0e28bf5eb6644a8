using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Streams.Server.Hosting;

/// <summary>
/// Bounds what requests hold before anybody can know what they ask: how many there are, and how much of their bodies came so far, with a fair share for each caller. Thread-safe.
/// </summary>
/// <param name="maxRequests">How many requests there may be.</param>
/// <param name="maxBodyBytes">How much they may hold of bodies, beyond what each may anyway.</param>
internal sealed class RequestGate(int maxRequests, long maxBodyBytes)
{
    private readonly FairShare _requests = new(maxRequests);
    private readonly FairShare _bytes = new(maxBodyBytes);

    /// <summary>Gets how much is held of bodies.</summary>
    public long HeldBytes => _bytes.Held;

    /// <summary>Passes a request on while its caller may have one more; those without a caller are of health, and small.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Caller>() is not { } caller)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (!_requests.TryTake(caller.Name))
        {
            await RefusalWriter.WriteAsync(context, Refusals.Overloaded).ConfigureAwait(false);
            return;
        }

        var body = new MeteredBody(context.Request.BodyReader, _bytes, caller.Name, RefusalWriter.IsGrpc(context.Request));
        context.Features.Set<IRequestBodyPipeFeature>(body);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            body.Release();
            _requests.Return(caller.Name);
        }
    }
}
