using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>The policy set that is active, from the topic of publications. Read by any thread; a decision looks once and keeps what it saw.</summary>
/// <param name="topic">The topic.</param>
/// <param name="settings">How it is read.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="logger">The log.</param>
internal sealed class PolicyTable(string topic, PublishedPolicies settings, PolicyMetrics metrics, ILogger logger) : IGlobalTable
{
    // Order is the truth, and only one partition has one.
    private const int Partition = 0;

    private readonly List<PublicationEvent> _events = [];
    private volatile ActivePolicy? _active;
    private volatile IReadOnlyList<PublicationEntry> _history = [];
    private PublicationLog _log = settings.CreateLog();
    private bool _isHistory = true;
    private volatile bool _isStale;
    private volatile bool _isKept;

    public string Topic => topic;

    /// <summary>Gets what is active; <see langword="null"/>: nothing was ever.</summary>
    public ActivePolicy? Active => _active;

    /// <summary>Gets what was published, in the order of offsets.</summary>
    public IReadOnlyList<PublicationEntry> History => _history;

    /// <summary>Gets a value indicating whether the end of the topic was last seen too long ago, or the topic no longer makes active what decides here.</summary>
    public bool IsStale => _isStale || _isKept;

    private string ActiveRevision => _active?.Publication.Revision ?? "none";

    public void Open(int partitionCount)
    {
        if (partitionCount > 1) logger.TooManyPartitions(topic, partitionCount);
        _log = settings.CreateLog();
        _events.Clear();
        _isHistory = true;
    }

    public void Apply(IReadOnlyList<SourceRecord> records, IReadOnlyDictionary<int, long> positions)
    {
        foreach (var record in records)
            if (record.Partition == Partition) _events.AddRange(_log.Apply(record));
    }

    public void Publish()
    {
        if (_isHistory) ReadHistory();
        if (_log.Active is { } active && active.Publication.Id != _active?.Publication.Id) _active = active;
        if (_events.Count > 0) _history = _log.History;
        _isKept = _log.IsKept;
        _events.ForEach(Report);
        _events.Clear();
        _isHistory = false;
    }

    public void Observe(TimeSpan age)
    {
        if (age > settings.MaxAge == _isStale) return;
        _isStale = !_isStale;
        if (_isStale) logger.PolicyStale(topic, age, ActiveRevision);
        else logger.PolicyFresh(topic);
    }

    /// <summary>
    /// Sums up what was there before: who starts is not told of each refusal of the past. What a running instance decides by stays if the topic does
    /// not lead to it any more, and to nothing that was published later.
    /// </summary>
    private void ReadHistory()
    {
        var activated = _events.Count(published => published.Activated is not null);
        logger.HistoryRead(activated, _events.Count - activated);
        var (recorded, last) = (_log.Active, _active);
        var isLost = last is not null
            && !_events.Exists(published => published.Activated?.Publication.Id == last.Publication.Id)
            && !(recorded?.Publication.PublishedAt > last.Publication.PublishedAt);
        _events.Clear();
        if (isLost)
        {
            logger.HistoryLost(topic, last!.Publication.Id, ActiveRevision, recorded?.Publication.Revision ?? "none");
            _events.AddRange(_log.Keep(last));
        }
        else if (recorded is not null)
        {
            ReportActive(recorded);
        }
        else
        {
            logger.NoPolicyActive(topic);
        }

        _history = _log.History;
    }

    private void Report(PublicationEvent published)
    {
        var entry = published.Entry;
        metrics.Add(entry);
        if (published.Activated is { } active) ReportActive(active);
        else logger.PublicationRefused(entry.Id, entry.Offset, entry.RefusalCode!, entry.Detail ?? "no more is known", ActiveRevision);
    }

    private void ReportActive(ActivePolicy active) =>
        logger.PolicyActivated(active.Publication.Revision, active.Publication.Id, active.Offset, active.Publication.KeyId);
}
