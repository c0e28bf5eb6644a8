using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Decisions;

namespace Aegis.Streams.Server.Envoy;

/// <summary>The instruments of Envoy's door (meter `Aegis.Streams`).</summary>
internal sealed class EnvoyMetrics : IDisposable
{
    private readonly Meter _meter = new(DecisionMetrics.MeterName);
    private readonly Counter<long> _denied;

    public EnvoyMetrics() =>
        _denied = _meter.CreateCounter<long>("aegis.envoy.requests_denied", "{request}", "Requests that were denied before any decision, by code: a gateway that forwards no bodies shows here.");

    public void Dispose() => _meter.Dispose();

    public void Denied(string code) => _denied.Add(1, new KeyValuePair<string, object?>("code", code));
}
