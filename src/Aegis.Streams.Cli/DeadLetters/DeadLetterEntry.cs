using System.Globalization;
using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Cli.DeadLetters;

/// <summary>A dead letter as its headers tell of it. Contract: `DeadLetterHeaders`.</summary>
internal sealed record DeadLetterEntry
{
    /// <summary>Gets the record on the dead letter topic.</summary>
    public required SourceRecord Record { get; init; }

    /// <summary>Gets the topic of the input.</summary>
    public required string SourceTopic { get; init; }

    /// <summary>Gets the partition of the input.</summary>
    public required int SourcePartition { get; init; }

    /// <summary>Gets the offset of the input.</summary>
    public required long SourceOffset { get; init; }

    /// <summary>Gets the time of the input (RFC 3339).</summary>
    public required string Time { get; init; }

    /// <summary>Gets the stage that gave up.</summary>
    public required string Stage { get; init; }

    /// <summary>Gets the code of the fault.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the fault in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Gets its audit entry.</summary>
    public required string EntryId { get; init; }

    /// <summary>Gets a value indicating whether key, value and headers of the input stayed at the source.</summary>
    public bool IsContentOmitted { get; init; }

    /// <summary>Gets the place of the input, as `show` takes it.</summary>
    public string Source => string.Create(CultureInfo.InvariantCulture, $"{SourceTopic}/{SourcePartition}/{SourceOffset}");

    /// <summary>Gets the place of the dead letter itself.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{Record.Topic}/{Record.Partition}/{Record.Offset}");

    /// <summary>Gets the headers that the input brought.</summary>
    public IEnumerable<RecordHeader> InputHeaders => Record.Headers.Where(header => !header.Name.StartsWith(RecordHeaderNames.DeadLetterPrefix, StringComparison.Ordinal));

    /// <summary>Reads a record of the dead letter topic.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The dead letter; <see langword="null"/>: the record is none.</returns>
    public static DeadLetterEntry? Read(SourceRecord record)
    {
        if (Text(record, "source_topic") is not { } topic || Text(record, "entry_id") is not { } entryId) return null;
        if (!int.TryParse(Text(record, "source_partition"), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)) return null;
        if (!long.TryParse(Text(record, "source_offset"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset)) return null;
        return new DeadLetterEntry
        {
            Record = record,
            SourceTopic = topic,
            SourcePartition = partition,
            SourceOffset = offset,
            Time = Text(record, "source_timestamp") ?? "",
            Stage = Text(record, "stage") ?? "",
            Code = Text(record, "error_code") ?? "",
            Message = Text(record, "error_message") ?? "",
            EntryId = entryId,
            IsContentOmitted = Text(record, "content_omitted") == "true",
        };
    }

    private static string? Text(SourceRecord record, string field) =>
        record.FindHeader(RecordHeaderNames.DeadLetterPrefix + field) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
