namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Claims the tasks of a thread in its transactions, which are begun for it if nothing else does, and takes the claims back.</summary>
internal sealed class TaskClaims(ITaskClaims? claims, StreamTransaction transaction, CommitCycle cycle, TimeProvider time)
{
    private static readonly TimeSpan RenewInterval = TimeSpan.FromMinutes(1);

    /// <summary>Claims the tasks that run and are not claimed yet, or not for a while: what somebody has written over a claim must not stand until the next rebalance. What goes wrong aborts the transaction.</summary>
    /// <exception cref="StreamsHaltedException">The producer is fenced again and again.</exception>
    public void Claim(TaskSet tasks)
    {
        if (claims is null) return;
        while (!cycle.HasAborted && tasks.FindUnclaimed(time, RenewInterval) is { } task)
            if (Emit(task, claims.Claim)) task.NoteClaim(time.GetTimestamp());
    }

    /// <summary>Takes the claims of tasks back that are given up in order. What goes wrong aborts the transaction.</summary>
    /// <exception cref="StreamsHaltedException">The producer is fenced again and again.</exception>
    public void Release(TaskSet tasks, IEnumerable<int> partitions)
    {
        if (claims is null) return;
        foreach (var partition in partitions)
        {
            // Without a producer that can be trusted nothing is said, and the claim grows stale.
            if (!transaction.IsReady || transaction.HasTransportDoubt || cycle.HasAborted) return;
            if (tasks.FindRunning(partition) is { IsClaimed: true } task && Emit(task, claims.Release)) task.NoteRelease();
        }
    }

    private bool Emit(StreamTask task, Action<TaskContext> emit)
    {
        cycle.Try(task);
        try
        {
            transaction.EnsureOpen();
            emit(task.Context);
            return true;
        }
        catch (Exception fault) when (fault is not StreamsHaltedException)
        {
            cycle.Fail(fault);
            return false;
        }
    }
}
