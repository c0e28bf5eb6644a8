using System.Diagnostics.Metrics;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>The instruments of the stream runtime (meter `Aegis.Streams.Kafka`). Tags never hold an agent, a tenant or content.</summary>
public sealed class StreamMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Aegis.Streams.Kafka";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _records;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _aborts;
    private readonly Counter<long> _producerRebuilds;
    private readonly Counter<long> _threadReplacements;
    private readonly Counter<long> _restoredRecords;
    private readonly Counter<long> _poisonRecords;
    private readonly Counter<long> _badTableRecords;
    private readonly Histogram<double> _commitPhase;
    private readonly Histogram<int> _transactionRecords;

    /// <summary>Initializes the instruments.</summary>
    public StreamMetrics()
    {
        _records = _meter.CreateCounter<long>("aegis.stream.records", "{record}", "Input records processed in transactions that committed.");
        _commits = _meter.CreateCounter<long>("aegis.stream.commits", "{transaction}", "Transactions committed.");
        _aborts = _meter.CreateCounter<long>("aegis.stream.aborts", "{transaction}", "Transactions aborted, by reason.");
        _producerRebuilds = _meter.CreateCounter<long>("aegis.stream.producer_rebuilds", "{producer}", "Transactional producers replaced, by reason.");
        _threadReplacements = _meter.CreateCounter<long>("aegis.stream.thread_replacements", "{thread}", "Stream threads replaced after a failure.");
        _restoredRecords = _meter.CreateCounter<long>("aegis.stream.restored_records", "{record}", "Changelog records read back.");
        _poisonRecords = _meter.CreateCounter<long>("aegis.stream.poison_records", "{record}", "Records set aside after repeated failures.");
        _badTableRecords = _meter.CreateCounter<long>("aegis.table.bad_records", "{record}", "Records of global tables that could not be read, by table.");
        _commitPhase = _meter.CreateHistogram<double>("aegis.stream.commit_phase.duration", "ms", "Time of one phase of a commit: changelog, offsets, commit.");
        _transactionRecords = _meter.CreateHistogram<int>("aegis.stream.transaction.records", "{record}", "Input records of a committed transaction.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Committed(int records)
    {
        _commits.Add(1);
        _records.Add(records);
        _transactionRecords.Record(records);
    }

    internal void Aborted(string reason) => _aborts.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void ProducerRebuilt(string reason) => _producerRebuilds.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void ThreadReplaced() => _threadReplacements.Add(1);

    internal void Restored(int records) => _restoredRecords.Add(records);

    internal void PoisonRecord() => _poisonRecords.Add(1);

    internal void BadTableRecord(string table) => _badTableRecords.Add(1, new KeyValuePair<string, object?>("table", table));

    internal void CommitPhase(string phase, TimeSpan duration) =>
        _commitPhase.Record(duration.TotalMilliseconds, new KeyValuePair<string, object?>("phase", phase));

    internal void ObserveLag(Func<IEnumerable<Measurement<long>>> observe) =>
        _meter.CreateObservableGauge("aegis.stream.lag", observe, "{record}", "Records and markers between delivery and the last stable offset, by partition.");

    internal void ObserveTableAge(Func<IEnumerable<Measurement<double>>> observe) =>
        _meter.CreateObservableGauge("aegis.table.age", observe, "s", "Time since a global table was last known to be at its end, by table.");

    internal void ObserveRestore(Func<double> observe) =>
        _meter.CreateObservableGauge("aegis.stream.restore_ratio", observe, "1", "Part of the state and tables that has been read back, 0 to 1.");
}
