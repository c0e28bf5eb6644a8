using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Server;

/// <summary>The instruments of the facade (meter `Aegis.Streams`). Tags never hold a tenant, an agent, a caller or content.</summary>
internal sealed class FacadeMetrics : IDisposable
{
    /// <summary>The door of calls that end before a door answers, or by a defect of one.</summary>
    public const string AnyDoor = "any";

    private readonly Meter _meter = new(DecisionMetrics.MeterName);
    private readonly Counter<long> _refused;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _forwarded;
    private readonly Counter<long> _bundles;
    private readonly Histogram<double> _duration;

    /// <summary>Initializes the instruments.</summary>
    public FacadeMetrics()
    {
        _refused = _meter.CreateCounter<long>("aegis.facade.refusals", "{call}", "Calls that were given no decision, by door and code.");
        _lost = _meter.CreateCounter<long>("aegis.facade.records_lost", "{decision}", "Decisions of calls of which a record was not acknowledged.");
        _forwarded = _meter.CreateCounter<long>("aegis.facade.forwards", "{call}", "Calls brought to the instance that owns their agent, by result.");
        _bundles = _meter.CreateCounter<long>("aegis.facade.bundles", "{request}", "Requests for the bundle of the active policies that were answered, by answer.");
        _duration = _meter.CreateHistogram(
            "aegis.facade.duration", "s", "Time from a call's arrival to its answer, by door and way.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1] });
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Answered(CallAnswer answer, string door, bool isIdempotent, TimeSpan duration)
    {
        _duration.Record(duration.TotalSeconds, new("door", door), new KeyValuePair<string, object?>("way", isIdempotent ? "stateful" : "stateless"));
        if (answer.Refusal is { } refusal) Refused(refusal, door);
    }

    internal void Refused(CallRefusal refusal, string door) => _refused.Add(1, new("door", door), new KeyValuePair<string, object?>("code", refusal.Code));

    internal void Forwarded(string result) => _forwarded.Add(1, new KeyValuePair<string, object?>("result", result));

    internal void RecordsLost() => _lost.Add(1);

    internal void BundleAnswered(bool isNew) => _bundles.Add(1, new KeyValuePair<string, object?>("answer", isNew ? "bundle" : "unchanged"));
}
