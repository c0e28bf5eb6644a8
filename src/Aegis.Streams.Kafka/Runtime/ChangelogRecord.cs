using System.Buffers.Binary;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.State;
using Google.Protobuf;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// The layout of changelog records (`docs/formats/state.md`). Value: one byte of format version, eight bytes (big-endian) of expiry in
/// milliseconds since 1970 (0: never), then the entry. The key of a task's metadata is the single byte 0, which no store uses.
/// </summary>
internal static class ChangelogRecord
{
    public const byte FormatVersion = 1;

    private const int HeaderLength = 9;
    private static readonly byte[] MetadataKey = [0];

    public static OutboundRecord Encode(string topic, int partition, StateChange change) =>
        new(topic, change.Key, change.Entry is { } entry ? Encode(entry) : null, [], partition);

    public static StateChange Metadata(int partitionCount)
    {
        var metadata = new TaskMetadata { FormatVersion = FormatVersion, PartitionCount = partitionCount };
        return new StateChange(MetadataKey, new StateEntry(metadata.ToByteArray(), null));
    }

    public static bool IsMetadata(ReadOnlySpan<byte> key) => key.SequenceEqual(MetadataKey);

    /// <summary>Reads a record.</summary>
    /// <exception cref="StreamsHaltedException">The record is not of this layout.</exception>
    public static StateChange Decode(SourceRecord record)
    {
        if (record.Key is not { Length: > 0 } key) throw Unreadable(record, "it has no key");
        if (record.Value is not { } value) return new StateChange(key, null);
        if (value.Length < HeaderLength) throw Unreadable(record, "its value is too short");
        if (value[0] != FormatVersion) throw Unreadable(record, $"its format version is {value[0]}, this version reads {FormatVersion}; run the version that wrote it, or newer");
        var expiry = BinaryPrimitives.ReadInt64BigEndian(value.AsSpan(1));
        if (expiry is < 0 or > 253_402_300_799_999) throw Unreadable(record, "its expiry is out of range");
        return new StateChange(key, new StateEntry(value[HeaderLength..], expiry == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(expiry)));
    }

    /// <summary>Checks that a task's state was built for this number of partitions.</summary>
    /// <exception cref="StreamsHaltedException">It was not, or the metadata cannot be read.</exception>
    public static void CheckMetadata(SourceRecord record, byte[] value, int partitionCount)
    {
        TaskMetadata metadata;
        try
        {
            metadata = TaskMetadata.Parser.ParseFrom(value);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw Unreadable(record, "its metadata is not the Protobuf message `TaskMetadata`", fault);
        }

        if (metadata.PartitionCount != partitionCount)
            throw new StreamsHaltedException(
                $"the keyed state in `{record.Topic}` was built for {metadata.PartitionCount} partitions, the input now has {partitionCount}: keys would move away from their state. " +
                $"Recreate the input with {metadata.PartitionCount} partitions, or start under another --prefix with empty state.");
    }

    private static byte[] Encode(StateEntry entry)
    {
        var value = new byte[HeaderLength + entry.Value.Length];
        value[0] = FormatVersion;
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(1), entry.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0);
        entry.Value.CopyTo(value, HeaderLength);
        return value;
    }

    private static StreamsHaltedException Unreadable(SourceRecord record, string why, Exception? inner = null) =>
        new($"the record at `{record.Topic}` [{record.Partition}] offset {record.Offset} is no state of this application: {why}.", inner);
}
