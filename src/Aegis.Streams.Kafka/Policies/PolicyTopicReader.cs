using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>Reads the topic of publications into a log, for whoever publishes or looks. All calls come from one thread.</summary>
public sealed class PolicyTopicReader : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(20);

    private readonly IStreamClients _clients;
    private readonly LogPartition _partition;
    private readonly TimeProvider _time;
    private readonly ILogReader _reader;

    /// <summary>Initializes a reader at the start of the topic.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="log">The log, empty.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="StreamClientException">The topic does not exist, or the cluster does not answer.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public PolicyTopicReader(IStreamClients clients, string topic, PublicationLog log, TimeProvider time, CancellationToken stopping)
    {
        (_clients, _partition, Log, _time) = (clients, new LogPartition(topic, 0), log, time);
        if (clients.PartitionCount(topic, CallTimeout) is null)
            throw new StreamClientException(StreamClientFault.UnknownTopic, $"the topic `{topic}` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix");
        var start = Range(stopping).Start;
        _reader = clients.CreateReader("policies");
        _reader.Assign(new Dictionary<LogPartition, long> { [_partition] = start });
    }

    /// <summary>Happens for each publication that is activated or refused.</summary>
    public event Action<PublicationEvent>? Published;

    /// <summary>Gets the log.</summary>
    public PublicationLog Log { get; }

    /// <summary>Gets the bytes of keys and values that were read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Reads to the end that the topic has now.</summary>
    /// <param name="patience">How long to wait while nothing comes.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="StreamClientException">The end was not reached.</exception>
    public void ReadToEnd(TimeSpan patience, CancellationToken stopping)
    {
        var end = Range(stopping).End;
        if (!Read(() => _reader.Position(_partition) >= end, patience, stopping))
            throw new StreamClientException(StreamClientFault.Retriable, $"{_partition} could be read to offset {_reader.Position(_partition)} of {end} only; the brokers do not answer, or an open transaction of another producer hides the rest");
    }

    /// <summary>Reads on until a publication has its verdict.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="patience">How long to wait while nothing comes.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>The publication; <see langword="null"/>: it did not come.</returns>
    /// <exception cref="StreamClientException">The topic cannot be read.</exception>
    public PublicationEntry? WaitFor(string id, TimeSpan patience, CancellationToken stopping)
    {
        var found = Log.History.LastOrDefault(entry => IsVerdict(entry, id));
        Published += Look;
        try
        {
            Read(() => found is not null, patience, stopping);
            return found;
        }
        finally
        {
            Published -= Look;
        }

        void Look(PublicationEvent published)
        {
            if (IsVerdict(published.Entry, id)) found = published.Entry;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Says whether an entry speaks of a publication: a record that only spoils its key does not.</summary>
    private static bool IsVerdict(PublicationEntry entry, string id) =>
        entry.Id == id && entry.RefusalCode is not (RefusalCodes.Malformed or RefusalCodes.SignatureInvalid);

    private SourceRecord? Poll()
    {
        try
        {
            return _reader.Poll(PollWait);
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            // The client goes on by itself; whether it takes too long is for the patience of the caller.
            return null;
        }
    }

    /// <summary>Asks for the offsets, and again while the partition changes its leader or has none yet.</summary>
    private LogRange Range(CancellationToken stopping)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return _clients.Ranges([_partition], CallTimeout)[_partition];
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
            {
                if (_time.GetElapsedTime(started) >= CallTimeout)
                    throw new StreamClientException(StreamClientFault.Retriable, $"the offsets of {_partition} could not be found within {CallTimeout.TotalSeconds:0} s: {fault.Message}", fault);
                stopping.WaitHandle.WaitOne(PollWait);
                stopping.ThrowIfCancellationRequested();
            }
        }
    }

    private bool Read(Func<bool> isDone, TimeSpan patience, CancellationToken stopping)
    {
        var heard = _time.GetTimestamp();
        while (!isDone())
        {
            stopping.ThrowIfCancellationRequested();
            if (Poll() is { } record)
            {
                heard = _time.GetTimestamp();
                BytesRead += (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0);
                foreach (var published in Log.Apply(record)) Published?.Invoke(published);
            }
            else if (_time.GetElapsedTime(heard) >= patience)
            {
                return isDone();
            }
        }

        return true;
    }
}
