using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>
/// A transactional producer. Records wait in a buffer until they are sent, at the latest with the commit; what the broker refuses
/// fails a later call, as in the real client.
/// </summary>
internal sealed class SimulatedProducer(SimulatedCluster cluster, SimulatedProcess process, string transactionalId) : ITransactionalProducer
{
    private static readonly TimeSpan BreakNoticed = TimeSpan.FromMilliseconds(100);

    private readonly List<OutboundRecord> _buffer = [];
    private readonly int _connection = process.BrokenConnections;
    private ProducerPhase _phase;
    private StreamClientException? _failure;
    private int _epoch;
    private DateTimeOffset? _brokerWentAt;
    private bool _hasTransportDoubt;

    public bool HasTransportDoubt => _hasTransportDoubt || process.BrokenConnections > _connection || cluster.Now - _brokerWentAt >= BreakNoticed;

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

    public void Flush(TimeSpan timeout)
    {
        Require("Flush", ProducerPhase.InTransaction, ProducerPhase.MustAbort);
        SendBuffer();
        ThrowFailure();
    }

    public void SendOffsets(IReadOnlyDictionary<LogPartition, long> offsets, IGroupMembership membership, TimeSpan timeout)
    {
        Require("SendOffsets", ProducerPhase.InTransaction, ProducerPhase.MustAbort);
        if (offsets.Count == 0) throw cluster.Misuse("SendOffsets needs one offset at least: an empty set fences nothing.");
        ThrowFailure();

        // The next request of a transaction that needs an answer finds the connection broken.
        _hasTransportDoubt |= _brokerWentAt is not null;
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
        if (_phase == whileUnknown && !HasTransportDoubt) cluster.Transactions.Recall(transactionalId);
        try
        {
            Run(call, timeout, () => cluster.Transactions.End(transactionalId, _epoch, commit), fault =>
            {
                if (fault == ClientFault.LateDuplicate)
                {
                    _hasTransportDoubt = true;
                    cluster.Transactions.EndLater(transactionalId, _epoch, commit, cluster.Faults.RequestDelay());
                    return false;
                }

                _brokerWentAt ??= cluster.Now;
                cluster.Transactions.EndWithoutMarkers(transactionalId, _epoch, commit);
                return true;
            });
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            // Whether the broker has seen it or not: the request may be under way.
            if (cluster.Faults.BreaksConnection()) _hasTransportDoubt = true;
            cluster.Transactions.EndLater(transactionalId, _epoch, commit, cluster.Faults.RequestDelay());
            _phase = whileUnknown;
            throw;
        }

        _phase = ProducerPhase.Ready;
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

    /// <param name="call">The call.</param>
    /// <param name="timeout">How long the caller would wait.</param>
    /// <param name="work">What the broker does.</param>
    /// <param name="special">Brings about a fault of this call alone, and says whether that was all.</param>
    private void Run(ClientCall call, TimeSpan timeout, Action work, Func<ClientFault, bool>? special = null)
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
            else if (special is not null && special(fault)) return true;
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
