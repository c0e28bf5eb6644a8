using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// How the transaction of a thread ends: when it is due, and what a commit or an abort means for the tasks, the calls and the producer.
/// A refused transaction is aborted and its records are read again (soft); a producer in doubt is replaced and its tasks are restored
/// from the changelog (hard).
/// </summary>
internal sealed class CommitCycle(
    string name, StreamsOptions options, IGroupConsumer consumer, StreamTransaction transaction, TaskSet tasks, CallQueue calls,
    ChangelogWriter changelog, FenceCount fences, TimeProvider time, StreamMetrics metrics, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private (StreamTask Task, SourceRecord? Record) _last;
    private long _lastStarted = time.GetTimestamp();
    private int _isolatedRecords;
    private int _abortsInARow;

    /// <summary>Gets how many transactions committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Gets a value indicating whether there was an abort since the turn began.</summary>
    public bool HasAborted { get; private set; }

    /// <summary>Gets a value indicating whether the open transaction takes another record.</summary>
    public bool HasRoom => transaction.Records < RecordLimit || !transaction.IsOpen;

    /// <summary>Gets how long the open transaction must still wait for its commit while the input is drained; zero: no longer.</summary>
    public TimeSpan UntilSpaced
    {
        get
        {
            var left = options.CommitSpacing - time.GetElapsedTime(_lastStarted);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private int RecordLimit => _isolatedRecords > 0 ? 1 : options.MaxTransactionRecords;

    public bool IsDue(bool isDrained) => transaction.IsOpen &&
        ((isDrained && UntilSpaced == TimeSpan.Zero)
         || transaction.Records >= RecordLimit
         || transaction.Bytes >= options.MaxTransactionBytes
         || transaction.Age >= options.CommitInterval);

    /// <summary>Begins a turn.</summary>
    /// <returns>How long to pause first: until the markers of the last transaction are written, and longer with every abort in a row.</returns>
    public TimeSpan BeginTurn()
    {
        var settled = transaction.UntilSettled;
        if (!HasAborted) return settled;
        HasAborted = false;
        if (_abortsInARow < 2) return settled;
        var pause = TimeSpan.FromMilliseconds(10 << Math.Min(_abortsInARow, 7));
        if (pause > LongestPause) pause = LongestPause;
        return pause > settled ? pause : settled;
    }

    /// <summary>Notes what is tried, before anything is done for it.</summary>
    /// <param name="task">Whose it is.</param>
    /// <param name="record">The record that a failure is held against; <see langword="null"/>: none.</param>
    public void Try(StreamTask task, SourceRecord? record = null)
    {
        _last = (task, record);
        task.Touch();
    }

    /// <summary>Commits what is open, if anything is. A failure is an abort.</summary>
    public void Commit()
    {
        if (!transaction.IsOpen) return;
        _lastStarted = time.GetTimestamp();
        var records = transaction.Records;
        var touched = tasks.Touched();
        try
        {
            foreach (var task in touched) changelog.Write(task);
            metrics.CommitPhase("changelog", time.GetElapsedTime(_lastStarted));
            transaction.Commit(Offsets(touched), consumer.Membership);
        }
        catch (StreamClientException fault)
        {
            BlameIfRefused(fault, records);
            Abort(fault);
            return;
        }

        foreach (var task in touched) task.Commit();
        calls.CompleteOpen(TaskCallOutcome.Committed);
        Commits++;
        metrics.Committed(records);
        (_abortsInARow, _isolatedRecords) = (0, Math.Max(0, _isolatedRecords - records));
    }

    /// <summary>Aborts for what went wrong with the record that was tried last.</summary>
    public void Fail(Exception fault)
    {
        if (fault is StreamClientException clientFault) BlameIfRefused(clientFault, transaction.Records + 1);
        else Blame(fault);
        Abort(fault);
    }

    /// <summary>Aborts what is open, and undoes what it did to the tasks.</summary>
    /// <exception cref="StreamsHaltedException">The producer is fenced again and again.</exception>
    public void Abort(Exception fault)
    {
        var kind = (fault as StreamClientException)?.Fault;
        metrics.Aborted(kind?.ToString() ?? "ProcessingFault");
        logger.TransactionAborted(name, transaction.Records, fault);
        (_abortsInARow, HasAborted) = (_abortsInARow + 1, true);

        var isCommitting = transaction.IsCommitting;
        var isSoft = kind is null or StreamClientFault.AbortRequired && transaction.TryAbort();
        calls.CompleteOpen(isSoft || !isCommitting ? TaskCallOutcome.Aborted : TaskCallOutcome.Unknown);
        if (isSoft)
        {
            foreach (var task in tasks.Touched()) task.Rollback();
            return;
        }

        ReplaceProducer(kind?.ToString() ?? "abort_failed");
        fences.Add(fault);
    }

    /// <summary>Gives up what is open without a word to the broker, which ends it when the next producer is initialised, or for its age.</summary>
    public void Discard()
    {
        calls.CompleteOpen(transaction.IsCommitting ? TaskCallOutcome.Unknown : TaskCallOutcome.Aborted);
        transaction.Discard();
        foreach (var task in tasks.Touched()) task.Reset();
    }

    /// <summary>
    /// Throws the producer away; the next turn makes a new one, whose initialisation ends the old one's transactions. That may be one that was said to be
    /// committed, so all tasks must look again what is.
    /// </summary>
    public void ReplaceProducer(string reason)
    {
        metrics.ProducerRebuilt(reason);
        transaction.Discard();
        tasks.Doubt();
    }

    /// <summary>The offsets to read next; a task without progress names its last ones again, so that the broker checks its ownership too.</summary>
    private static Dictionary<LogPartition, long> Offsets(List<StreamTask> touched) =>
        touched.SelectMany(task => task.Next.Count > 0 ? task.Next : task.Committed).ToDictionary(pair => pair.Key, pair => pair.Value);

    private void Blame(Exception fault)
    {
        if (_last.Record is { } record) _last.Task.CountFailure(record, fault);
    }

    /// <summary>
    /// When the broker refuses a record, nobody says whose. So the next transactions hold one input each, until as many as failed together
    /// are through: the good ones leave, and the bad one stays alone.
    /// </summary>
    private void BlameIfRefused(StreamClientException fault, int records)
    {
        if (fault.Fault != StreamClientFault.RecordRejected) return;
        if (records == 1) Blame(fault);
        _isolatedRecords = Math.Max(_isolatedRecords, records);
    }
}
