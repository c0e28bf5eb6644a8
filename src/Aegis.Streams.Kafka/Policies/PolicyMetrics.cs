using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>The instruments of policy publications (meter `Aegis.Streams`). The age of the topic is among those of the global tables.</summary>
public sealed class PolicyMetrics : IDisposable
{
    private readonly Meter _meter = new(DecisionMetrics.MeterName);
    private readonly Counter<long> _activated;
    private readonly Counter<long> _refused;

    /// <summary>Initializes the instruments.</summary>
    public PolicyMetrics()
    {
        _activated = _meter.CreateCounter<long>("aegis.policy.activated", "{publication}", "Publications activated while the instance ran.");
        _refused = _meter.CreateCounter<long>("aegis.policy.refused", "{record}", "Publications refused while the instance ran, by code.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Add(PublicationEntry entry)
    {
        if (entry.RefusalCode is { } code) _refused.Add(1, new KeyValuePair<string, object?>("code", code));
        else _activated.Add(1);
    }

    internal void ObserveActive(Func<ActivePolicy?> active) => _meter.CreateObservableGauge(
        "aegis.policy.active",
        () => active() is { } policy
            ? new Measurement<int>(1, new("revision", policy.Publication.Revision), new("publication", policy.Publication.Id))
            : new Measurement<int>(0),
        "{publication}",
        "1 with the revision and the publication that decide; 0 without them while no policy is active.");
}
