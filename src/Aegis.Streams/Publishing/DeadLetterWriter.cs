using System.Globalization;
using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Publishing;

/// <summary>Writes dead letters: the input's own key, value and headers behind headers that say where it came from and why. Contract: `DeadLetterHeaders`.</summary>
/// <param name="topics">The topics.</param>
public sealed class DeadLetterWriter(TopicNames topics)
{
    private const int MaxMessageLength = 512;

    /// <summary>Writes a dead letter.</summary>
    /// <param name="record">The input.</param>
    /// <param name="letter">Why it is one.</param>
    /// <returns>The record.</returns>
    public OutboundRecord Write(SourceRecord record, DeadLetter letter)
    {
        var message = letter.ErrorMessage.Length <= MaxMessageLength ? letter.ErrorMessage : letter.ErrorMessage[..MaxMessageLength];
        RecordHeader[] place =
        [
            Header("source_topic", record.Topic),
            Header("source_partition", record.Partition.ToString(CultureInfo.InvariantCulture)),
            Header("source_offset", record.Offset.ToString(CultureInfo.InvariantCulture)),
            Header("source_timestamp", record.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            Header("stage", letter.Stage),
            Header("error_code", letter.ErrorCode),
            Header("error_message", message),
            Header("entry_id", letter.EntryId),
        ];
        if (letter.SourceLine is { } line) place = [.. place, Header("source_line", line.ToString(CultureInfo.InvariantCulture))];
        if (letter.ContentOmitted) return new OutboundRecord(topics.DeadLetters, null, null, [.. place, Header("content_omitted", "true")]);

        // The last of equal names counts, so an input that brings such headers must not speak over ours.
        var own = record.Headers.Where(header => !header.Name.StartsWith(RecordHeaderNames.DeadLetterPrefix, StringComparison.Ordinal));
        return new OutboundRecord(topics.DeadLetters, record.Key, record.Value, [.. place, .. own]);
    }

    private static RecordHeader Header(string field, string value) => new(RecordHeaderNames.DeadLetterPrefix + field, Encoding.UTF8.GetBytes(value));
}
