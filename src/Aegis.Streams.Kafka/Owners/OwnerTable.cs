using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>The table of owners: who claims which partition, and who lives. Read by any thread.</summary>
/// <param name="topic">The topic.</param>
/// <param name="metrics">Counts records that cannot be read.</param>
/// <param name="logger">Names them.</param>
internal sealed class OwnerTable(string topic, StreamMetrics metrics, ILogger logger) : IGlobalTable
{
    private volatile OwnerSnapshot _snapshot = OwnerSnapshot.Empty;
    private volatile int _lastRefusedPartitionCount;
    private OwnerSnapshot _reading = OwnerSnapshot.Empty;

    public string Topic => topic;

    public void Open(int partitionCount) => _reading = OwnerSnapshot.Empty;

    public void Apply(IReadOnlyList<SourceRecord> records, IReadOnlyDictionary<int, long> positions)
    {
        foreach (var record in records)
        {
            var key = OwnerRecordReader.TextOf(record.Key);
            FieldFault? fault = null;
            if (OwnerRecordReader.PartitionOf(key) is { } partition) ApplyClaim(partition, record, out fault);
            else if (OwnerRecordReader.InstanceOf(key) is { } instanceId) ApplyHeartbeat(instanceId, record, out fault);
            else if (record.Value is not null) fault = new FieldFault("key", "names neither a partition nor an instance");
            if (fault is null) continue;
            metrics.BadTableRecord(topic);
            logger.BadTableRecord(topic, record.Partition, record.Offset, fault.ToString());
        }
    }

    public void Publish() => _snapshot = _reading;

    public void Observe(TimeSpan age)
    {
        // Claims age by the heartbeats themselves.
    }

    /// <summary>Finds who owns a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="partitionCount">Partitions of the intents, as the cluster says. A claim that was made for another count names another partition's keys.</param>
    /// <param name="now">The time.</param>
    /// <returns>The owner; <see langword="null"/>: nobody who can be reached is known.</returns>
    public PartitionOwner? Find(int partition, int partitionCount, DateTimeOffset now)
    {
        if (_snapshot.Find(partition, now) is not { Endpoint: { } endpoint } claim) return null;
        if (claim.PartitionCount == partitionCount) return new PartitionOwner(claim.InstanceId, endpoint);
        if (_lastRefusedPartitionCount == claim.PartitionCount) return null;
        _lastRefusedPartitionCount = claim.PartitionCount;
        logger.ClaimRefused(topic, partition, claim.InstanceId, claim.PartitionCount, partitionCount);
        return null;
    }

    private void ApplyClaim(int partition, SourceRecord record, out FieldFault? fault)
    {
        fault = null;
        var claim = record.Value is null ? null : OwnerRecordReader.ReadClaim(partition, record.Value, out fault);

        // What its owner meant to replace must not go on being used.
        _reading = _reading with { Claims = claim is null ? _reading.Claims.Remove(partition) : _reading.Claims.SetItem(partition, (claim, record.Timestamp)) };
    }

    private void ApplyHeartbeat(string instanceId, SourceRecord record, out FieldFault? fault)
    {
        fault = null;
        var epoch = record.Value is null ? null : OwnerRecordReader.ReadHeartbeat(instanceId, record.Value, out fault);
        _reading = _reading with { Heartbeats = epoch is { } life ? _reading.Heartbeats.SetItem(instanceId, (life, record.Timestamp)) : _reading.Heartbeats.Remove(instanceId) };
    }
}
