using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Lists;
using Aegis.Streams.Kafka.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Aegis.Streams.Server.Telemetry;

/// <summary>The instruments of this process as a page in OpenMetrics, for whoever scrapes it. It counts from when it is made, so make it before anything is to be counted.</summary>
public sealed class MetricsPage : IDisposable
{
    /// <summary>Where the page is.</summary>
    internal const string Path = "/metrics";

    private const string OpenMetrics = "application/openmetrics-text";

    private readonly MeterProvider _provider = Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.Clear())
        .AddMeter([.. Meters])
        .AddPrometheusExporter()
        .Build();

    /// <summary>Gets the names of the meters whose instruments it shows.</summary>
    public static IReadOnlyList<string> Meters { get; } = [DecisionMetrics.MeterName, StreamMetrics.MeterName, ListMetrics.MeterName];

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();

    /// <summary>Answers requests for the page that reach it; whoever may not see it is to be sent away before.</summary>
    internal void AddTo(IApplicationBuilder application) => application.UseOpenTelemetryPrometheusScrapingEndpoint(_provider, IsAsked, null, null, null);

    private static bool IsAsked(HttpContext context)
    {
        if (context.Request.Path != Path || !HttpMethods.IsGet(context.Request.Method)) return false;

        // One form for all who do not insist on the older one.
        var accept = context.Request.Headers.Accept.ToString();
        if (!accept.Contains("text/plain", StringComparison.OrdinalIgnoreCase) || accept.Contains(OpenMetrics, StringComparison.OrdinalIgnoreCase))
            context.Request.Headers.Accept = $"{OpenMetrics};version=1.0.0";
        return true;
    }
}
