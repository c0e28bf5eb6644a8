using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>
/// A transactional producer. Records wait in a buffer until they are sent, at the latest with the commit; what the broker refuses
/// fails a later call, as in the real client.
/// </summary>
internal sealed class SimulatedProducer(SimulatedCluster cluster, SimulatedProcess process, string transactionalId) : ITransactionalProducer
{
    private readonly List<OutboundRecord> _buffer = [];
    private ProducerPhase _phase;
    private StreamClientException? _failure;
    private int _epoch;

    public bool HasTransportDoubt { get; private set; }

    public void InitTransactions(TimeSpan timeout)
    {
        Require("InitTransactions", ProducerPhase.Uninitialized);
        Run(ClientCall.InitTransactions, timeout, () => _epoch = cluster.Transactions.Initialize(transactionalId));
        _phase = ProducerPhase.Ready;
    }

    public void Begin()
    {
        Require("Begin", ProducerPhase.Ready);
        _phase = ProducerPhase.InTransaction;
    }

    public void Produce(OutboundRecord record)
    {
        Require("Produce", ProducerPhase.InTransaction, ProducerPhase.MustAbort);
        Run(ClientCall.Produce, TimeSpan.Zero, () =>
        {
            _buffer.Add(record);
            if (cluster.Faults.SendsAtOnce()) SendBuffer();
        });
    }

    public void SendOffsets(IReadOnlyDictionary<LogPartition, long> offsets, IGroupMembership membership, TimeSpan timeout)
    {
        Require("SendOffsets", ProducerPhase.InTransaction, ProducerPhase.MustAbort);
        if (offsets.Count == 0) throw cluster.Misuse("SendOffsets needs one offset at least: an empty set fences nothing.");
        ThrowFailure();
        Run(ClientCall.SendOffsets, timeout, () => cluster.Transactions.AddOffsets(transactionalId, _epoch, offsets, (SimulatedMembership)membership));
    }

    public void Commit(TimeSpan timeout)
    {
        Require("Commit", ProducerPhase.InTransaction, ProducerPhase.MustAbort, ProducerPhase.Committing);
        if (_phase != ProducerPhase.MustAbort) SendBuffer();
        ThrowFailure();
        End(ClientCall.Commit, timeout, commit: true, ProducerPhase.Committing);
    }

    public void Abort(TimeSpan timeout)
    {
        Require("Abort", ProducerPhase.InTransaction, ProducerPhase.MustAbort, ProducerPhase.Aborting);
        _buffer.Clear();
        if (_phase == ProducerPhase.MustAbort) _failure = null;
        ThrowFailure();
        End(ClientCall.Abort, timeout, commit: false, ProducerPhase.Aborting);
    }

    public void Poll() => process.RequireAlive();

    /// <summary>Drops the producer. The broker hears nothing: an open transaction stays open.</summary>
    public void Dispose() => _phase = ProducerPhase.Disposed;

    private void End(ClientCall call, TimeSpan timeout, bool commit, ProducerPhase whileUnknown)
    {
        try
        {
            Run(call, timeout, () => cluster.Transactions.End(transactionalId, _epoch, commit), () => SendLater(commit));
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            // Whether the broker has seen it or not: a copy of the request may be under way.
            SendLater(commit);
            _phase = whileUnknown;
            throw;
        }

        _phase = ProducerPhase.Ready;
    }

    private void SendLater(bool commit)
    {
        HasTransportDoubt = true;
        cluster.Transactions.EndLater(transactionalId, _epoch, commit, cluster.Faults.RequestDelay());
    }

    private void SendBuffer()
    {
        try
        {
            foreach (var record in _buffer) cluster.Transactions.Append(transactionalId, _epoch, record);
        }
        catch (StreamClientException fault)
        {
            Note(fault);
        }

        _buffer.Clear();
    }

    private void Run(ClientCall call, TimeSpan timeout, Action work, Action? sendTwice = null)
    {
        try
        {
            process.Call(call, timeout, Work, Special);
        }
        catch (StreamClientException fault)
        {
            Note(fault);
            throw;
        }

        bool Work()
        {
            work();
            return true;
        }

        bool Special(ClientFault fault)
        {
            if (fault == ClientFault.Fenced) cluster.Transactions.Expire(transactionalId);
            else sendTwice?.Invoke();
            return Work();
        }
    }

    private void Note(StreamClientException fault)
    {
        if (fault.Fault == StreamClientFault.Retriable) return;
        _failure = fault;
        if (fault.Fault is StreamClientFault.AbortRequired or StreamClientFault.UnknownTopic) _phase = ProducerPhase.MustAbort;
    }

    private void ThrowFailure()
    {
        if (_failure is not null) throw new StreamClientException(_failure.Fault, _failure.Message, _failure);
    }

    private void Require(string call, params ReadOnlySpan<ProducerPhase> allowed)
    {
        process.RequireAlive();
        if (_phase != ProducerPhase.MustAbort && call != "Commit" && call != "Abort") ThrowFailure();
        if (!allowed.Contains(_phase)) throw cluster.Misuse($"{call} of the producer `{transactionalId}` cannot follow in phase {_phase}.");
    }
}
