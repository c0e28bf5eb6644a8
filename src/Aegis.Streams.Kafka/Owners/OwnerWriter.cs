using System.Globalization;
using System.Text;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>Writes the records by which one life of an instance says what it owns, and that it lives. Thread-safe.</summary>
/// <param name="topic">The topic of owners.</param>
/// <param name="identity">Who writes.</param>
/// <param name="time">The clock.</param>
internal sealed class OwnerWriter(string topic, OwnerIdentity identity, TimeProvider time) : ITaskClaims
{
    /// <summary>What the key of a claim begins with.</summary>
    public const string PartitionPrefix = "partition/";

    /// <summary>What the key of a heartbeat begins with.</summary>
    public const string InstancePrefix = "instance/";

    // Order is the truth, and only one partition has one.
    private const int Partition = 0;

    private static readonly IReadOnlyList<RecordHeader> Headers = [new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Protobuf))];

    public void Claim(TaskContext context) => context.Emit(Claim(context.Partition, context.PartitionCount));

    public void Release(TaskContext context) => context.Emit(Release(context.Partition));

    /// <summary>Makes the claim of a partition, to be written in the first transaction of its task.</summary>
    public OutboundRecord Claim(int partition, int partitionCount) => Record(KeyOf(partition), new Contract.OwnerClaim
    {
        Partition = partition,
        PartitionCount = partitionCount,
        InstanceId = identity.InstanceId,
        Epoch = identity.Epoch,
        Endpoint = identity.Endpoint?.ToString() ?? "",
        State = Contract.OwnerState.Running,
        Version = identity.Version,
        ClaimedAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
    });

    /// <summary>Makes the record that takes a claim back, to be written in the last transaction of its task.</summary>
    public OutboundRecord Release(int partition) => Record(KeyOf(partition), null);

    /// <summary>Makes a heartbeat.</summary>
    public OutboundRecord Heartbeat() => Record(InstancePrefix + identity.InstanceId, new Contract.OwnerHeartbeat
    {
        InstanceId = identity.InstanceId,
        Epoch = identity.Epoch,
        SentAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
    });

    /// <summary>Makes the record that says that the instance has stopped in order.</summary>
    public OutboundRecord Farewell() => Record(InstancePrefix + identity.InstanceId, null);

    private static string KeyOf(int partition) => string.Create(CultureInfo.InvariantCulture, $"{PartitionPrefix}{partition}");

    private OutboundRecord Record(string key, IMessage? message) => new(topic, Encoding.UTF8.GetBytes(key), message?.ToByteArray(), message is null ? [] : Headers, Partition);
}
