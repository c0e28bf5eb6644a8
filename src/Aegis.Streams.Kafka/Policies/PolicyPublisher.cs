using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>
/// Writes publications. Idempotent and acknowledged by all replicas, and not transactional on purpose: content counts for nothing before its
/// publication, so one that was left half-way harms nobody, while a transaction that hangs would hold every instance back (ADR 0007).
/// </summary>
public sealed class PolicyPublisher : IDisposable
{
    private static readonly RecordHeader[] ContentHeaders = [new(RecordHeaderNames.ContentType, "application/octet-stream"u8.ToArray())];
    private static readonly RecordHeader[] PublicationHeaders = [new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Protobuf))];

    private readonly string _topic;
    private readonly RecordProducer _producer;

    /// <summary>Initializes a publisher.</summary>
    /// <param name="connection">How to reach the cluster.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="logger">What librdkafka logs goes here.</param>
    /// <exception cref="StreamClientException">librdkafka refuses a property.</exception>
    public PolicyPublisher(KafkaConnection connection, string topic, ILogger logger) => (_topic, _producer) = (topic, new RecordProducer(connection, logger));

    /// <summary>Makes the records of a publication, content first.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="publication">The publication.</param>
    /// <param name="payload">Its content and its files of terms.</param>
    /// <returns>The records in the order in which they must be written.</returns>
    public static IEnumerable<OutboundRecord> RecordsOf(string topic, SignedPublication publication, PublicationPayload payload)
    {
        byte[] all = [.. payload.Content.Span, .. payload.Terms.Span];
        var id = publication.Publication.Id;
        for (var chunk = 0; chunk < publication.Publication.ChunkCount; chunk++)
        {
            var start = chunk * PublicationLimits.MaxChunkBytes;
            var bytes = all[start..Math.Min(start + PublicationLimits.MaxChunkBytes, all.Length)];
            yield return new OutboundRecord(topic, new PublicationRecordKey(id, chunk).ToBytes(), bytes, ContentHeaders, 0);
        }

        yield return new OutboundRecord(topic, new PublicationRecordKey(id).ToBytes(), publication.ToBytes(), PublicationHeaders, 0);
    }

    /// <summary>Writes a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="payload">Its content and its files of terms.</param>
    /// <param name="timeout">How long the cluster may take for them, and then for the publication.</param>
    /// <returns>The offset of the publication. Whether it became active, only the log can tell.</returns>
    /// <exception cref="StreamClientException">It was not written. Where the fault is <see cref="StreamClientFault.InDoubt"/> it may have been, and the history tells.</exception>
    public long Write(SignedPublication publication, PublicationPayload payload, TimeSpan timeout)
    {
        var records = RecordsOf(_topic, publication, payload).ToList();

        // The publication comes last in the log in any case: after a failure of its content it must not come at all.
        Send(records[..^1], timeout, StreamClientFault.Retriable);
        return Send(records[^1..], timeout, StreamClientFault.InDoubt);
    }

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();

    private long Send(List<OutboundRecord> records, TimeSpan timeout, StreamClientFault fault)
    {
        var offset = -1L;
        string? error = null;
        foreach (var record in records)
        {
            _producer.Produce(record, delivery =>
            {
                if (delivery.Error is null) Interlocked.Exchange(ref offset, delivery.Offset);
                else Interlocked.CompareExchange(ref error, delivery.Error, null);
            });
        }

        if (!_producer.Flush(timeout)) throw new StreamClientException(fault, $"{_topic} was not written within {timeout.TotalSeconds:0} s");
        if (Volatile.Read(ref error) is { } failure) throw new StreamClientException(fault, $"{_topic} was not written: {failure}");
        return Interlocked.Read(ref offset);
    }
}
