using System.Globalization;
using System.Text;
using Aegis.Streams.State;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>Reads the values of the topic of owners. Never throws on bad bytes.</summary>
internal static class OwnerRecordReader
{
    private const int MaxInstanceId = 249;
    private const int MaxPartitionCount = 100_000;

    /// <summary>Finds the partition that a key names.</summary>
    /// <returns>The partition; <see langword="null"/>: it names none.</returns>
    public static int? PartitionOf(string key) =>
        key.StartsWith(OwnerWriter.PartitionPrefix, StringComparison.Ordinal)
        && int.TryParse(key.AsSpan(OwnerWriter.PartitionPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && key.AsSpan(OwnerWriter.PartitionPrefix.Length).SequenceEqual(partition.ToString(CultureInfo.InvariantCulture))
            ? partition
            : null;

    /// <summary>Finds the instance that a key names.</summary>
    /// <returns>The instance; <see langword="null"/>: it names none.</returns>
    public static string? InstanceOf(string key) =>
        key.StartsWith(OwnerWriter.InstancePrefix, StringComparison.Ordinal) && IsInstanceId(key[OwnerWriter.InstancePrefix.Length..]) ? key[OwnerWriter.InstancePrefix.Length..] : null;

    /// <summary>Reads the text of a key.</summary>
    public static string TextOf(byte[]? key) => Encoding.UTF8.GetString(key ?? []);

    /// <summary>Reads a claim.</summary>
    /// <param name="partition">The partition that its key names.</param>
    /// <param name="value">Its value.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>The claim; <see langword="null"/>: the bytes are none of that partition.</returns>
    public static OwnerClaim? ReadClaim(int partition, ReadOnlySpan<byte> value, out FieldFault? fault)
    {
        if (!ContractMessage.TryParse(Contract.OwnerClaim.Parser, value, out var message, out fault)) return null;
        OwnerEndpoint? endpoint = null;
        fault = message switch
        {
            _ when message.Partition != partition => new FieldFault("partition", "is not the one that the key names"),
            _ when message.PartitionCount <= message.Partition || message.PartitionCount > MaxPartitionCount => new FieldFault("partition_count", "must be above the partition, and at most 100,000"),
            _ when !IsInstanceId(message.InstanceId) => new FieldFault("instance_id", "must have 1 to 249 characters"),
            _ when message.Endpoint.Length > 0 && !OwnerEndpoint.TryParse(message.Endpoint, out endpoint) => new FieldFault("endpoint", OwnerEndpoint.Rule),
            _ => null,
        };
        return fault is null
            ? new OwnerClaim(message.Partition, message.PartitionCount, message.InstanceId, message.Epoch, endpoint, message.State == Contract.OwnerState.Running)
            : null;
    }

    /// <summary>Reads the epoch of a heartbeat.</summary>
    /// <param name="instanceId">The instance that its key names.</param>
    /// <param name="value">Its value.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>The epoch; <see langword="null"/>: the bytes are no heartbeat of that instance.</returns>
    public static long? ReadHeartbeat(string instanceId, ReadOnlySpan<byte> value, out FieldFault? fault)
    {
        if (!ContractMessage.TryParse(Contract.OwnerHeartbeat.Parser, value, out var message, out fault)) return null;
        if (message.InstanceId == instanceId) return message.Epoch;
        fault = new FieldFault("instance_id", "is not the one that the key names");
        return null;
    }

    private static bool IsInstanceId(string text) => text.Length is > 0 and <= MaxInstanceId;
}
