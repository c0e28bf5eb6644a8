using System.Buffers.Binary;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aegis.Streams.Publishing;

/// <summary>
/// The Confluent wire format of Protobuf: magic byte 0, schema id (big-endian), the indexes that lead to the message in its file, then
/// the message. Indexes are zigzag varints after their count; the path to a file's first message, [0], is the single byte 0. Thread-safe.
/// </summary>
/// <param name="schemaIds">The registered schema id of each message that is written, by full name such as `aegis.v1.Decision`.</param>
public sealed class ProtobufFraming(IReadOnlyDictionary<string, int> schemaIds)
{
    private const int HeaderLength = 1 + sizeof(int);
    private const int MaxIndexes = 16;

    /// <summary>Writes a message behind its prefix.</summary>
    /// <param name="message">The message, of a type at the top level of its file.</param>
    /// <returns>The framed value.</returns>
    /// <exception cref="ArgumentException">No schema id is known for the message's type.</exception>
    public byte[] Write(IMessage message)
    {
        if (!schemaIds.TryGetValue(message.Descriptor.FullName, out var schemaId))
            throw new ArgumentException($"No schema id is known for {message.Descriptor.FullName}.", nameof(message));
        Span<byte> prefix = stackalloc byte[HeaderLength + 6];
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], schemaId);
        var length = HeaderLength + WriteIndexes(message.Descriptor, prefix[HeaderLength..]);
        var value = new byte[length + message.CalculateSize()];
        prefix[..length].CopyTo(value);
        message.WriteTo(value.AsSpan(length));
        return value;
    }

    /// <summary>Finds where the message of a framed value starts.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The length of the prefix; -1: the value is not framed.</returns>
    public static int PrefixLength(ReadOnlySpan<byte> value)
    {
        if (value.Length <= HeaderLength || value[0] != 0) return -1;
        var position = HeaderLength;
        if (!TryReadZigZag(value, ref position, out var count) || count is < 0 or > MaxIndexes) return -1;
        for (var i = 0; i < count; i++)
            if (!TryReadZigZag(value, ref position, out var index) || index < 0) return -1;
        return position;
    }

    /// <summary>Finds the message in a value, framed or plain: no plain message starts with the magic byte, since 0 is no field's tag.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The message; of a value whose prefix is broken the whole, which no parser takes.</returns>
    public static ReadOnlySpan<byte> Unframe(ReadOnlySpan<byte> value) => value[Math.Max(0, PrefixLength(value))..];

    private static int WriteIndexes(MessageDescriptor message, Span<byte> prefix)
    {
        // A count of one is 2 as a zigzag varint. No file of the contracts has 64 messages, so one byte holds any index.
        (prefix[0], prefix[1]) = message.Index == 0 ? ((byte)0, (byte)0) : ((byte)2, (byte)(message.Index * 2));
        return message.Index == 0 ? 1 : 2;
    }

    private static bool TryReadZigZag(ReadOnlySpan<byte> value, ref int position, out int number)
    {
        var raw = 0u;
        for (var shift = 0; shift < 32 && position < value.Length; shift += 7)
        {
            var next = value[position++];
            raw |= (next & 0x7fu) << shift;
            if (next >= 0x80) continue;
            number = (int)(raw >> 1) ^ -(int)(raw & 1);
            return true;
        }

        number = 0;
        return false;
    }
}
