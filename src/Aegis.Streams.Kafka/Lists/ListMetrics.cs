using System.Diagnostics.Metrics;
using Aegis.Streams.Lists;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>The instruments of lists (meter `Aegis.Streams.Lists`). Counts what was processed, also in transactions that are aborted and processed again. Tags never hold a tenant, a list or content.</summary>
public sealed class ListMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Aegis.Streams.Lists";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _rows;
    private readonly Counter<long> _findings;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _repeats;
    private readonly Counter<long> _closed;

    /// <summary>Initializes the instruments.</summary>
    public ListMetrics()
    {
        _rows = _meter.CreateCounter<long>("aegis.lists.rows", "{row}", "Rows of lists, by what became of them: sanitized or quarantined.");
        _findings = _meter.CreateCounter<long>("aegis.lists.findings", "{finding}", "Sensitive values found in rows, by entity.");
        _deadLetters = _meter.CreateCounter<long>("aegis.lists.dead_letters", "{record}", "Records, and rows of a record, that were set aside, by code.");
        _repeats = _meter.CreateCounter<long>("aegis.lists.repeats", "{record}", "Records of lists that repeated one that was dealt with before.");
        _closed = _meter.CreateCounter<long>("aegis.lists.closed", "{list}", "Lists that were closed, with a manifest or by the code that says why there is none.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Processed(ListResult result)
    {
        if (result.IsRepeat) _repeats.Add(1);
        foreach (var code in result.DeadLetterCodes) _deadLetters.Add(1, new KeyValuePair<string, object?>("code", code));
        if (result.Tally is not { } tally) return;
        if (tally.RowsOut > 0) _rows.Add(tally.RowsOut, new KeyValuePair<string, object?>("outcome", "sanitized"));
        if (tally.RowsQuarantined > 0) _rows.Add(tally.RowsQuarantined, new KeyValuePair<string, object?>("outcome", "quarantined"));
        foreach (var finding in tally.Findings) _findings.Add(finding.Count, new KeyValuePair<string, object?>("entity", finding.Entity));
    }

    internal void Closed(string code) => _closed.Add(1, new KeyValuePair<string, object?>("code", code.Length == 0 ? "manifest" : code));
}
