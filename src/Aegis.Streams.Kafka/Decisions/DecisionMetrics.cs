using System.Diagnostics.Metrics;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>The instruments of decisions (meter `Aegis.Streams`). Counts what was decided, also in transactions that are aborted and decided again. Tags never hold an agent, a tenant or content.</summary>
public sealed class DecisionMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Aegis.Streams";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _forwarded;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _dlpFindings;
    private readonly Counter<long> _hiddenFindings;
    private readonly Histogram<double> _duration;

    /// <summary>Initializes the instruments.</summary>
    public DecisionMetrics()
    {
        _decisions = _meter.CreateCounter<long>("aegis.decisions", "{decision}", "Decisions by outcome, and whether an earlier one was given again.");
        _deadLetters = _meter.CreateCounter<long>("aegis.dead_letters", "{record}", "Records that could not be read, by code.");
        _forwarded = _meter.CreateCounter<long>("aegis.forwarded", "{record}", "Intents passed on to the partition that owns them.");
        _faults = _meter.CreateCounter<long>("aegis.stage_faults", "{record}", "Records that a failing stage decided: denied, or let pass by `on_error: allow` of policy.");
        _dlpFindings = _meter.CreateCounter<long>("aegis.dlp.findings", "{finding}", "Sensitive values found in parameters, by entity, operator and profile.");
        _hiddenFindings = _meter.CreateCounter<long>("aegis.dlp.hidden_findings", "{finding}", "Those of them in which invisible characters stood, by entity and profile.");
        _duration = _meter.CreateHistogram(
            "aegis.decision.duration", "s", "Time to decide one record, without its commit.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.1] });
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Processed(PipelineResult result, TimeSpan duration)
    {
        _duration.Record(duration.TotalSeconds);
        if (result.Fault is not null) _faults.Add(1, new KeyValuePair<string, object?>("answer", result.Decision?.Outcome == DecisionOutcome.Allow ? "failed_open" : "failed_closed"));
        if (result.DeadLetterCode is { } code) _deadLetters.Add(1, new KeyValuePair<string, object?>("code", code));
        else if (result.Decision is { } decision) _decisions.Add(1, new("outcome", Name(decision.Outcome)), new("replayed", decision.Replayed));
        else _forwarded.Add(1);
        if (result is not { Disposition: PipelineDisposition.Decided, Decision.DlpCounts: { Count: > 0 } counts }) return;
        foreach (var count in counts)
        {
            _dlpFindings.Add(count.Count, new("entity", count.Entity), new("operator", count.Operator), new KeyValuePair<string, object?>("profile", count.Profile));
            if (count.Hidden > 0) _hiddenFindings.Add(count.Hidden, new("entity", count.Entity), new KeyValuePair<string, object?>("profile", count.Profile));
        }
    }

    private static string Name(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => "allow",
        DecisionOutcome.Sanitize => "sanitize",
        DecisionOutcome.ApprovalNeeded => "approval_needed",
        _ => "deny",
    };
}
