using System.Globalization;
using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Cli.Decisions;

/// <summary>Where a dead letter came from and why, read from its headers.</summary>
/// <param name="Partition">Partition of the input.</param>
/// <param name="Offset">Offset of the input.</param>
/// <param name="Code">The fault's stable code.</param>
/// <param name="Message">The fault in one sentence.</param>
internal sealed record DeadLetterNote(int Partition, long Offset, string Code, string Message)
{
    /// <summary>Reads the headers of a dead letter.</summary>
    /// <param name="record">The record.</param>
    /// <param name="sourceTopic">The topic whose dead letters count.</param>
    /// <returns>The note; <see langword="null"/>: it is of another topic, or no dead letter.</returns>
    public static DeadLetterNote? Read(SourceRecord record, string sourceTopic)
    {
        if (Text(record, "source_topic") != sourceTopic
            || !int.TryParse(Text(record, "source_partition"), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            || !long.TryParse(Text(record, "source_offset"), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return null;
        return new DeadLetterNote(partition, offset, Text(record, "error_code") ?? "", Text(record, "error_message") ?? "");
    }

    private static string? Text(SourceRecord record, string field) =>
        record.FindHeader(RecordHeaderNames.DeadLetterPrefix + field) is { } value ? Encoding.UTF8.GetString(value) : null;
}
