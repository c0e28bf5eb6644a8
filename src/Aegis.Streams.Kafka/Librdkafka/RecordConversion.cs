using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Between the records of Confluent.Kafka and ours.</summary>
internal static class RecordConversion
{
    public static SourceRecord ToSourceRecord(ConsumeResult<byte[]?, byte[]?> result) => new()
    {
        Topic = result.Topic,
        Partition = result.Partition.Value,
        Offset = result.Offset.Value,
        Timestamp = new DateTimeOffset(result.Message.Timestamp.UtcDateTime),
        IsLogAppendTime = result.Message.Timestamp.Type == TimestampType.LogAppendTime,
        Key = result.Message.Key,
        Value = result.Message.Value,
        Headers = ToRecordHeaders(result.Message.Headers),
    };

    public static Headers? ToHeaders(IReadOnlyList<RecordHeader> headers)
    {
        if (headers.Count == 0) return null;
        var converted = new Headers();
        foreach (var header in headers) converted.Add(header.Name, header.Value);
        return converted;
    }

    public static TopicPartition ToTopicPartition(this LogPartition partition) => new(partition.Topic, partition.Partition);

    public static LogPartition ToLogPartition(this TopicPartition partition) => new(partition.Topic, partition.Partition.Value);

    private static RecordHeader[] ToRecordHeaders(Headers? headers)
    {
        if (headers is null || headers.Count == 0) return [];
        var converted = new RecordHeader[headers.Count];
        for (var i = 0; i < converted.Length; i++) converted[i] = new RecordHeader(headers[i].Key, headers[i].GetValueBytes());
        return converted;
    }
}
