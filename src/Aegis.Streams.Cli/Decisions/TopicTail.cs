using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Cli.Decisions;

/// <summary>Reads committed records of whole topics as they come, through restarts of brokers; what it missed, it says.</summary>
internal sealed class TopicTail : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(2);

    private readonly IStreamClients _clients;
    private readonly Talk _talk;
    private readonly TimeProvider _time;
    private readonly ILogReader _reader;
    private readonly Dictionary<LogPartition, long> _positions;
    private long _heard;
    private long? _silentSince;

    private TopicTail(IStreamClients clients, IReadOnlyDictionary<LogPartition, long> starts, Talk talk, TimeProvider time)
    {
        (_clients, _talk, _time) = (clients, talk, time);
        _positions = new Dictionary<LogPartition, long>(starts);
        _heard = time.GetTimestamp();
        _reader = clients.CreateReader("tail");
        _reader.Assign(_positions);
    }

    /// <summary>Starts to read.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="fromBeginning">Whether to begin with what is there already.</param>
    /// <param name="talk">Hears of gaps.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends the wait for a cluster that is not ready.</param>
    /// <returns>The tail; records that are written from now on will be seen.</returns>
    /// <exception cref="CliRefusalException">A topic does not exist.</exception>
    public static TopicTail Open(
        IStreamClients clients, IReadOnlyList<string> topics, bool fromBeginning, Talk talk, TimeProvider time, CancellationToken stopping)
    {
        var partitions = topics.SelectMany(topic => Partitions(clients, topic)).ToList();
        var ranges = Ranges(clients, partitions, time, stopping);
        return new TopicTail(clients, ranges.ToDictionary(range => range.Key, range => fromBeginning ? range.Value.Start : range.Value.End), talk, time);
    }

    /// <summary>Takes the next record.</summary>
    /// <param name="wait">How long to wait for one.</param>
    /// <returns>The record; <see langword="null"/>: none came in time.</returns>
    public SourceRecord? Poll(TimeSpan wait)
    {
        try
        {
            if (_reader.Poll(wait) is { } record)
            {
                _heard = _time.GetTimestamp();
                _positions[new LogPartition(record.Topic, record.Partition)] = record.Offset + 1;
                return record;
            }
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.Retriable or StreamClientFault.OffsetOutOfRange)
        {
            Check(isSuspect: true);
            return null;
        }

        if (_time.GetElapsedTime(_heard) >= CheckInterval) Check(isSuspect: false);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Asks again for a while: just after a topic was made or a broker came back, leaders are not agreed upon.</summary>
    private static IReadOnlyDictionary<LogPartition, LogRange> Ranges(
        IStreamClients clients, IReadOnlyCollection<LogPartition> partitions, TimeProvider time, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return clients.Ranges(partitions, CallTimeout);
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable && time.GetElapsedTime(started) < CallTimeout)
            {
                stopping.WaitHandle.WaitOne(RetryPause);
                stopping.ThrowIfCancellationRequested();
            }
        }
    }

    private static IEnumerable<LogPartition> Partitions(IStreamClients clients, string topic) =>
        clients.PartitionCount(topic, CallTimeout) is { } count
            ? Enumerable.Range(0, count).Select(partition => new LogPartition(topic, partition))
            : throw CliRefusalException.Fault($"the topic `{topic}` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix");

    /// <summary>Finds out whether silence means that nothing happens, that nobody answers, or that records are gone.</summary>
    private void Check(bool isSuspect)
    {
        _heard = _time.GetTimestamp();
        try
        {
            var ranges = _clients.Ranges(_positions.Keys, CheckTimeout);
            if (_silentSince is { } since) _talk.Note($"the cluster answers again after {_time.GetElapsedTime(since).TotalSeconds:0} s; reading goes on where it was");
            _silentSince = null;
            var isBehind = false;
            foreach (var (partition, range) in ranges) isBehind |= Skip(partition, range);
            if (isBehind || isSuspect) _reader.Assign(_positions);
        }
        catch (StreamClientException fault)
        {
            if (_silentSince is not null) return;
            _silentSince = _time.GetTimestamp();
            _talk.Warn($"the cluster does not answer ({fault.Message}); waiting for it");
        }
    }

    /// <summary>Moves a position that the log no longer has to one that it has.</summary>
    private bool Skip(LogPartition partition, LogRange range)
    {
        var position = _positions[partition];
        if (position >= range.Start && position <= range.End) return false;
        _talk.Warn(position < range.Start
            ? $"{partition}: {range.Start - position} offsets from {position} on were deleted before they were read"
            : $"{partition}: the log ends at {range.End}, before {position} where reading was; it was made anew and is read from its start");
        _positions[partition] = range.Start;
        return true;
    }
}
