using Aegis.Streams.Server.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Hosting;

/// <summary>Turns a defect of a door into an answer that says nothing of it, and tells the operator.</summary>
internal static class FaultGuard
{
    /// <summary>Runs what follows.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, FacadeMetrics metrics, ILogger logger)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: nobody is left to be told.
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            logger.DoorFailed(fault.GetType().Name, fault.StackTrace);
            metrics.Refused(Refusals.Failed, FacadeMetrics.AnyDoor);
            await RefusalWriter.WriteAsync(context, Refusals.Failed).ConfigureAwait(false);
        }
    }
}
