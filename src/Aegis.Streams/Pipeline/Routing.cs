using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Pipeline;

/// <summary>
/// Sees to it that an intent is decided by the one task that holds its agent's state. Producers whose partitioner is not murmur2 put
/// intents elsewhere; a task passes them on once, and not again, so that no record can travel in circles.
/// </summary>
internal static class Routing
{
    public static int OwnerOf(Intent intent, int partitionCount)
    {
        var key = intent.Key;
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(key.Length)];
        return Murmur2.Partition(bytes[..Encoding.UTF8.GetBytes(key, bytes)], partitionCount);
    }

    /// <summary>Says whether a record may be passed on: it was not before, and it is no call, whose answer somebody waits for here.</summary>
    public static bool CanForward(SourceRecord record) =>
        record.Offset != SourceRecord.CallOffset && record.Headers.All(header => header.Name != RecordHeaderNames.ForwardedFrom);

    public static OutboundRecord Forward(SourceRecord record, int partition)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"{record.Topic}/{record.Partition}/{record.Offset}");
        var mark = new RecordHeader(RecordHeaderNames.ForwardedFrom, Encoding.UTF8.GetBytes(origin));
        return new OutboundRecord(record.Topic, record.Key, record.Value, [.. record.Headers, mark], partition);
    }
}
