using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Aegis.Streams.Server.Telemetry;

/// <summary>The instruments by HTTP, for callers who may read them: they tell how often who is stopped, which is nobody else's business.</summary>
internal static class MetricsDoor
{
    private static readonly CallRefusal NotPermitted = new(
        RefusalKind.NotPermitted, CallCodes.NotPermitted, "The caller may not read the metrics; `metrics: true` at its entry in the file of callers lets it.");

    /// <summary>Adds the door's path.</summary>
    public static void AddTo(IApplicationBuilder application, MetricsPage page, FacadeMetrics metrics)
    {
        application.Use((context, next) =>
        {
            if (context.Request.Path != MetricsPage.Path || CallerAuthentication.CallerOf(context).MayReadMetrics) return next(context);
            metrics.Refused(NotPermitted, "metrics");
            return RefusalWriter.WriteAsync(context, NotPermitted);
        });
        page.AddTo(application);
    }
}
