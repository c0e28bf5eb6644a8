using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Policies;

/// <summary>A simulated cluster for one thread that reads while another one, which holds the lock meanwhile, changes the cluster.</summary>
internal sealed class GuardedClients(SimulatedProcess process, Lock guard) : IStreamClients
{
    /// <summary>Gets or sets what every poll fails with, as a defect would; <see langword="null"/>: nothing. To be set under the lock.</summary>
    public Exception? Defect { get; set; }

    /// <summary>Gets a value indicating whether a poll failed with it.</summary>
    public bool HasFailed { get; private set; }

    public bool EnforcesIsolation => process.EnforcesIsolation;

    public IGroupConsumer CreateConsumer(string memberId) => throw new NotSupportedException();

    public ITransactionalProducer CreateProducer(string transactionalId) => throw new NotSupportedException();

    public ILogReader CreateReader(string name)
    {
        lock (guard) return new Reader(this, process.CreateReader(name), guard);
    }

    public int? PartitionCount(string topic, TimeSpan timeout)
    {
        lock (guard) return process.PartitionCount(topic, timeout);
    }

    public IReadOnlyDictionary<LogPartition, long> OffsetsSince(IReadOnlyCollection<LogPartition> partitions, DateTimeOffset since, TimeSpan timeout)
    {
        lock (guard) return process.OffsetsSince(partitions, since, timeout);
    }

    public IReadOnlyDictionary<LogPartition, LogRange> Ranges(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout)
    {
        lock (guard) return process.Ranges(partitions, timeout);
    }

    private sealed class Reader(GuardedClients clients, ILogReader reader, Lock guard) : ILogReader
    {
        public void Assign(IReadOnlyDictionary<LogPartition, long> starts)
        {
            lock (guard) reader.Assign(starts);
        }

        public SourceRecord? Poll(TimeSpan wait)
        {
            lock (guard)
            {
                if (clients.Defect is not { } defect) return reader.Poll(wait);
                clients.HasFailed = true;
                throw defect;
            }
        }

        public long Position(LogPartition partition)
        {
            lock (guard) return reader.Position(partition);
        }

        public void Dispose()
        {
            lock (guard) reader.Dispose();
        }
    }
}
