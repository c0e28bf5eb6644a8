using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>The synchronous calls of a thread: those that wait, and those in the open transaction. Every call is completed once, whatever becomes of the thread.</summary>
internal sealed class CallQueue
{
    /// <summary>How many calls may wait.</summary>
    public const int MaxWaiting = 10_000;

    private readonly ConcurrentQueue<TaskCall> _waiting = new();
    private readonly List<TaskCall> _open = [];
    private volatile bool _isClosed;

    /// <summary>Gets a value indicating whether a call waits.</summary>
    public bool AnyWaits => !_waiting.IsEmpty;

    /// <summary>Takes a call in. May be called from any thread.</summary>
    public void Add(TaskCall call)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            call.Complete(TaskCallOutcome.Overloaded);
            return;
        }

        _waiting.Enqueue(call);

        // After the enqueuing: whether Close comes before or after this line, one of the two finds the call.
        if (_isClosed) Refuse();
    }

    /// <summary>Takes the next call that waits.</summary>
    public bool TryTake([NotNullWhen(true)] out TaskCall? call) => _waiting.TryDequeue(out call);

    /// <summary>Notes a call as part of the open transaction.</summary>
    public void Open(TaskCall call) => _open.Add(call);

    /// <summary>Tells the calls of the transaction how it ended.</summary>
    public void CompleteOpen(TaskCallOutcome outcome)
    {
        foreach (var call in _open) call.Complete(outcome);
        _open.Clear();
    }

    /// <summary>Sends away the calls that wait: nothing can be processed now, and their callers have a deadline.</summary>
    public void Refuse()
    {
        while (_waiting.TryDequeue(out var call)) call.Complete(TaskCallOutcome.NotOwned);
    }

    /// <summary>Sends away what waits and what comes.</summary>
    public void Close()
    {
        _isClosed = true;
        Refuse();
    }
}
