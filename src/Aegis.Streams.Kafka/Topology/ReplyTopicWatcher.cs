using System.Collections.Frozen;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>
/// Knows which reply topics exist, may be written and take how much, and asks again in the background. While the cluster does not answer,
/// the last answer stands. Thread-safe.
/// </summary>
public sealed class ReplyTopicWatcher : IDisposable
{
    /// <summary>The most reply topics that are watched; those beyond, by name, count as absent.</summary>
    public const int MaxTopics = 10_000;

    // What the record batch of one record takes beside it: 61 bytes of batch, and lengths.
    private const int BatchOverheadBytes = 128;

    // What the embedded broker takes.
    private const int EmbeddedRecordBytes = 1_000_000;

    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly KafkaConnection _connection;
    private readonly IReadOnlyList<string> _allowed;
    private readonly ReplyTopicPatterns _patterns;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TopicAdmin _admin;
    private readonly Lock _refreshing = new();
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly ITimer _timer;
    private volatile ReplyTopicDirectory _current;
    private DateTimeOffset _refreshed;
    private bool _isDisposed;

    /// <summary>Initializes a watcher, which asks for the first time at once and in the background. Call <see cref="Refresh"/> to wait for an answer.</summary>
    /// <param name="connection">How to reach the cluster.</param>
    /// <param name="patterns">The allow-list: topic names in which `{tenant}` stands for the intent's tenant.</param>
    /// <param name="topology">The topology of this deployment; its own topics never are reply topics.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="period">How long to wait between two questions; <see langword="null"/>: 10 seconds.</param>
    public ReplyTopicWatcher(
        KafkaConnection connection, IReadOnlyList<string> patterns, TopicTopology topology, TimeProvider time, ILogger logger, TimeSpan? period = null)
    {
        (_connection, _allowed, _time, _logger) = (connection, patterns, time, logger);
        _patterns = new ReplyTopicPatterns(patterns, topology);
        _current = new ReplyTopicDirectory(patterns, FrozenDictionary<string, ReplyTopic>.Empty);
        _refreshed = time.GetUtcNow();
        _admin = new TopicAdmin(connection);
        _timer = time.CreateTimer(_ => TryRefresh(), null, TimeSpan.Zero, period ?? DefaultPeriod);
    }

    /// <summary>Gets what was known last.</summary>
    public ReplyTopicDirectory Current => _current;

    /// <summary>Asks now and waits for the answer. Throws nothing: what fails is logged, and what was known stays.</summary>
    public void Refresh()
    {
        lock (_refreshing) Refresh_NeedsLock();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();

        // A question under way ends first: its client must not go away beneath it.
        lock (_refreshing)
        {
            _isDisposed = true;
            _admin.Dispose();
        }
    }

    /// <summary>Asks unless an earlier question is still open: a slow cluster must not gather waiting threads.</summary>
    private void TryRefresh()
    {
        if (!_refreshing.TryEnter()) return;
        try
        {
            Refresh_NeedsLock();
        }
        finally
        {
            _refreshing.Exit();
        }
    }

    private void Refresh_NeedsLock()
    {
        // The timer was a moment late, and nobody asks any more.
        if (_isDisposed) return;
        try
        {
            _current = new ReplyTopicDirectory(_allowed, Ask());
            _refreshed = _time.GetUtcNow();
        }
        catch (StreamClientException fault)
        {
            _logger.ReplyTopicsStale(_time.GetUtcNow() - _refreshed, fault.Message);
        }
    }

    private Dictionary<string, ReplyTopic> Ask()
    {
        var names = _admin.Names(CallTimeout).Where(_patterns.Includes).Order(StringComparer.Ordinal).ToList();
        if (names.Count > MaxTopics) _logger.TooManyReplyTopics(names.Count, MaxTopics);
        var topics = _admin.Describe([.. names.Take(MaxTopics)], CallTimeout, isLenient: true).Topics;
        return topics.Values.ToDictionary(topic => topic.Name, ToReplyTopic, StringComparer.Ordinal);
    }

    private ReplyTopic ToReplyTopic(ExistingTopic topic)
    {
        if (_connection.IsEmbedded) return new ReplyTopic(topic.IsWritable == true, EmbeddedRecordBytes);
        var bytes = topic.Config is { } config ? TopicCheck.MaxMessageBytes(config) : null;
        var batch = TopicCheck.BatchBytes(_connection);

        // Each copy would fit, and several in one batch would not: the transaction of all of them would abort.
        var isFit = bytes >= batch;
        if (isFit) _reported.Remove(topic.Name);
        else if (_reported.Add(topic.Name)) Report(topic.Name, bytes, batch);
        return new ReplyTopic(topic.IsWritable == true && isFit, (int)Math.Clamp((bytes ?? 0) - BatchOverheadBytes, 0, int.MaxValue));
    }

    private void Report(string topic, long? bytes, int batchBytes)
    {
        if (bytes is { } told) _logger.ReplyTopicTooSmall(topic, told, batchBytes);
        else _logger.ReplyTopicUntold(topic);
    }
}
