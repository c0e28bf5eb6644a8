using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Streamiz.Kafka.Net.Processors.Public;

namespace Aegis.Streams.Streamiz;

/// <summary>Between the records of Streamiz and ours. It does not say who set a record's time, so that time is not trusted.</summary>
internal static class RecordConversion
{
    public static SourceRecord ToSourceRecord(Record<byte[], byte[]> record) => new()
    {
        Topic = record.TopicPartitionOffset.Topic,
        Partition = record.TopicPartitionOffset.Partition.Value,
        Offset = record.TopicPartitionOffset.Offset.Value,
        Timestamp = new DateTimeOffset(record.Timestamp.UtcDateTime),
        Key = record.Key,
        Value = record.Value,
        Headers = record.Headers is null ? [] : [.. record.Headers.Select(header => new RecordHeader(header.Key, header.GetValueBytes()))],
    };

    public static Headers ToHeaders(IReadOnlyList<RecordHeader> headers)
    {
        var converted = new Headers();
        foreach (var header in headers) converted.Add(header.Name, header.Value);
        return converted;
    }
}
