using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>One process of the application on a simulated cluster: what makes its clients, and what can stop or kill them all.</summary>
internal sealed class SimulatedProcess(SimulatedCluster cluster, string name) : IStreamClients
{
    private bool _isPaused;

    public string Name { get; } = name;

    /// <summary>Gets a value indicating whether the process is dead. The harness then drops the instance, without any goodbye.</summary>
    public bool IsCrashed { get; private set; }

    /// <summary>Gets a value indicating whether the process runs, so that its background threads send heartbeats.</summary>
    public bool IsRunning => !IsCrashed && !_isPaused;

    /// <summary>Gets how often the connections of the process broke.</summary>
    public int BrokenConnections { get; private set; }

    public bool EnforcesIsolation => true;

    public IGroupConsumer CreateConsumer(string memberId) => Alive(() => new SimulatedConsumer(cluster, this, memberId));

    public ITransactionalProducer CreateProducer(string transactionalId) => Alive(() => new SimulatedProducer(cluster, this, transactionalId));

    public ILogReader CreateReader(string name) => Alive(() => new SimulatedReader(cluster, this));

    public int? PartitionCount(string topic, TimeSpan timeout) => Alive(() => cluster.PartitionCount(topic));

    public IReadOnlyDictionary<LogPartition, long> OffsetsSince(IReadOnlyCollection<LogPartition> partitions, DateTimeOffset since, TimeSpan timeout) =>
        Call(ClientCall.Ranges, timeout, () => partitions.ToDictionary(partition => partition, partition => cluster.Log(partition).OffsetSince(since)))!;

    public IReadOnlyDictionary<LogPartition, LogRange> Ranges(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout) =>
        Call(ClientCall.Ranges, timeout, () => partitions.ToDictionary(partition => partition, partition =>
        {
            var log = cluster.Log(partition);
            return new LogRange(log.Start, log.End);
        }))!;

    /// <summary>Breaks every connection of the process; its clients make new ones.</summary>
    public void BreakConnections() => BrokenConnections++;

    /// <summary>Kills the process.</summary>
    public void Crash()
    {
        cluster.Tick();
        IsCrashed = true;
    }

    /// <summary>Stops the process; its clients must not be called until it goes on.</summary>
    public void Pause()
    {
        cluster.Tick();
        _isPaused = true;
    }

    /// <summary>Lets the process go on.</summary>
    public void Continue()
    {
        cluster.Tick();
        _isPaused = false;
    }

    /// <summary>Makes a client call, through whatever the fault script has for it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="timeout">How long the caller would wait.</param>
    /// <param name="work">What the broker does.</param>
    /// <param name="special">Handles a fault that only the caller knows how to bring about.</param>
    /// <returns>What the work returns; the default where a fault lets nothing come back.</returns>
    public T? Call<T>(ClientCall call, TimeSpan timeout, Func<T> work, Func<ClientFault, T>? special = null)
    {
        RequireAlive();
        cluster.Tick();
        var fault = cluster.Faults.Next(call);
        switch (fault)
        {
            case ClientFault.Stall:
                cluster.Stall(this);
                return work();
            case ClientFault.CrashBefore:
                throw Die();
            case ClientFault.CrashAfter:
                work();
                throw Die();
            case ClientFault.TimeoutBefore:
                cluster.Advance(timeout);
                throw new StreamClientException(StreamClientFault.Retriable, $"Injected: {call} timed out before the broker acted.");
            case ClientFault.TimeoutAfter:
                work();
                cluster.Advance(timeout);
                throw new StreamClientException(StreamClientFault.Retriable, $"Injected: {call} timed out after the broker acted.");
            case ClientFault.AbortRequired:
                throw new StreamClientException(StreamClientFault.AbortRequired, $"Injected: {call} was refused.");
            case ClientFault.FatalBefore:
                throw new StreamClientException(StreamClientFault.Fatal, $"Injected: {call} failed before the broker acted.");
            case ClientFault.FatalAfter:
                work();
                throw new StreamClientException(StreamClientFault.Fatal, $"Injected: {call} failed after the broker acted.");
            case ClientFault.None:
                return work();
            case ClientFault.Nothing:
                return default;
            default:
                return special is null ? throw new InvalidOperationException($"The fault {fault} does not fit {call}.") : special(fault);
        }
    }

    public void RequireAlive()
    {
        if (IsCrashed) throw new SimulatedCrashException(Name);
        if (_isPaused) throw cluster.Misuse($"The process `{Name}` is stopped and cannot call.");
    }

    private SimulatedCrashException Die()
    {
        Crash();
        return new SimulatedCrashException(Name);
    }

    private T Alive<T>(Func<T> make)
    {
        RequireAlive();
        return make();
    }
}
