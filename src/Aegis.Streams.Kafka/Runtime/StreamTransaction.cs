using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// The transactional producer of a thread and its open transaction, begun when the first effect needs it. The one place that knows
/// which client fault leaves a transaction alive, ended or in doubt.
/// </summary>
internal sealed class StreamTransaction(
    IStreamClients clients, string transactionalId, StreamsOptions options, HashSet<string> topics, TimeProvider time, Action<TimeSpan> backOff, StreamMetrics metrics)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ResumePause = TimeSpan.FromMilliseconds(10);

    // Short, so that a broken connection is noticed before the broker is back: a commit that is sent anew then could commit what was left open before.
    private static readonly TimeSpan CommitSlice = TimeSpan.FromSeconds(1);

    private readonly HangingTransactions _hanging = new(clients, options);
    private ITransactionalProducer? _producer;
    private bool _initialized;
    private long _openedAt;
    private long? _endedAt;

    /// <summary>Gets a value indicating whether the producer is initialised.</summary>
    public bool IsReady => _initialized;

    public bool IsOpen { get; private set; }

    /// <summary>Gets a value indicating whether a commit was tried, so that the outcome may be a commit.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Gets the number of input records in the open transaction.</summary>
    public int Records { get; set; }

    /// <summary>Gets the bytes of output in the open transaction.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gets how long to wait, so that the next transaction does not meet the markers of the last one; zero: no longer, or one is open.</summary>
    public TimeSpan UntilSettled => !IsOpen && _endedAt is { } endedAt && options.CommitPause - time.GetElapsedTime(endedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public TimeSpan Age => IsOpen ? time.GetElapsedTime(_openedAt) : TimeSpan.Zero;

    /// <summary>Gets a value indicating whether the transport of the producer failed, so that it must not commit anything more.</summary>
    public bool HasTransportDoubt
    {
        get
        {
            Poll();
            return _producer is { HasTransportDoubt: true };
        }
    }

    /// <summary>Makes the producer ready: fences its predecessors and ends their transactions.</summary>
    /// <param name="membership">Reads the consumer's membership.</param>
    /// <exception cref="StreamClientException">It did not work; the next call goes on where <see cref="StreamClientFault.Retriable"/>, else begins anew.</exception>
    public void Initialize(Func<IGroupMembership> membership)
    {
        var isBegun = false;
        try
        {
            _producer ??= clients.CreateProducer(transactionalId);
            _producer.InitTransactions(CallTimeout);
            isBegun = true;
            _hanging.Abort(_producer, membership, topics);
            ThrowIfInDoubt();
            _initialized = true;
        }
        catch (StreamClientException fault) when (isBegun || fault.Fault != StreamClientFault.Retriable)
        {
            Discard();
            throw;
        }
    }

    /// <summary>Begins the transaction if none is open.</summary>
    public void EnsureOpen()
    {
        if (IsOpen) return;
        Producer.Begin();
        _openedAt = time.GetTimestamp();
        IsOpen = true;
    }

    public void Add(OutboundRecord record)
    {
        EnsureOpen();
        Producer.Produce(record);
        topics.Add(record.Topic);
        Bytes += (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0);
    }

    public void Poll() => _producer?.Poll();

    /// <summary>Commits with the offsets of every task that has effects.</summary>
    /// <exception cref="StreamClientException">It did not commit, or with <see cref="StreamClientFault.Retriable"/> nobody knows.</exception>
    public void Commit(IReadOnlyDictionary<LogPartition, long> offsets, IGroupMembership membership)
    {
        if (offsets.Count == 0) throw new InvalidOperationException("A transaction without an offset fences nothing; every touched task must name one.");
        var sendStarted = time.GetTimestamp();
        Resume(timeout => Producer.SendOffsets(offsets, membership, timeout), CallTimeout, options.TransactionTimeout);
        var commitStarted = time.GetTimestamp();
        IsCommitting = true;
        Resume(Producer.Commit, CommitSlice, options.TransactionTimeout);
        metrics.CommitPhase("offsets", time.GetElapsedTime(sendStarted, commitStarted));
        metrics.CommitPhase("commit", time.GetElapsedTime(commitStarted));
        End();
    }

    /// <summary>Aborts and keeps the producer.</summary>
    /// <returns>Whether that worked; if not, the producer must be discarded.</returns>
    public bool TryAbort()
    {
        if (HasTransportDoubt) return false;
        if (!IsOpen) return true;
        try
        {
            Resume(Producer.Abort, CallTimeout, CallTimeout);
            End();
            return true;
        }
        catch (StreamClientException)
        {
            return false;
        }
    }

    /// <summary>Throws the producer away; the broker ends its transaction when the next one is initialised, or for its age.</summary>
    public void Discard()
    {
        var producer = _producer;
        (_producer, _initialized) = (null, false);
        End();
        producer?.Dispose();
    }

    private ITransactionalProducer Producer => _producer ?? throw new InvalidOperationException("The producer was discarded and not yet replaced.");

    private void End()
    {
        if (IsOpen) _endedAt = time.GetTimestamp();
        (IsOpen, IsCommitting, Records, Bytes) = (false, false, 0, 0);
    }

    private void ThrowIfInDoubt()
    {
        if (HasTransportDoubt) throw new StreamClientException(StreamClientFault.InDoubt, "a connection of the producer broke, so nobody knows what its broker did last");
    }

    /// <summary>Makes a call again while it says that it goes on inside: aborting before it has answered would lose its outcome. Gives up when the transport fails.</summary>
    private void Resume(Action<TimeSpan> call, TimeSpan slice, TimeSpan deadline)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                call(slice);
                ThrowIfInDoubt();
                return;
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable && time.GetElapsedTime(started) < deadline)
            {
                ThrowIfInDoubt();
                backOff(ResumePause);
            }
        }
    }
}
