using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>The log messages of lists, event ids 1400 to 1499.</summary>
internal static partial class Log
{
    // The exception is named by its type alone: its message may hold what it was working on.
    [LoggerMessage(EventId = 1400, Level = LogLevel.Error, Message = "The sanitizer failed with {Fault} on the record at {Topic} [{Partition}] offset {Offset}; its rows are set aside. {Trace}")]
    public static partial void SanitizerFailed(this ILogger logger, string fault, string topic, int partition, long offset, string? trace);

    [LoggerMessage(EventId = 1401, Level = LogLevel.Information, Message = "The list {Tenant}/{List} is closed: {RowsIn} rows in, {RowsOut} out, {RowsQuarantined} quarantined; its manifest is signed with {KeyId}.")]
    public static partial void ListClosed(this ILogger logger, string tenant, string list, long rowsIn, long rowsOut, long rowsQuarantined, string keyId);

    [LoggerMessage(EventId = 1402, Level = LogLevel.Error, Message = "The list {Tenant}/{List} is closed without a manifest: {Code}. {Reason}")]
    public static partial void ListNotAttested(this ILogger logger, string tenant, string list, string code, string reason);

    [LoggerMessage(EventId = 1403, Level = LogLevel.Warning, Message = "Closing the list {Tenant}/{List} failed and is tried again: {Fault}.")]
    public static partial void ClosingFailed(this ILogger logger, string tenant, string list, string fault);

    [LoggerMessage(EventId = 1404, Level = LogLevel.Warning, Message = "The finalizer of lists reports a fault and goes on: {Fault}.")]
    public static partial void FinalizerFailed(this ILogger logger, string fault);

    [LoggerMessage(EventId = 1405, Level = LogLevel.Error, Message = "All rows of the chunk at {Topic} [{Partition}] offset {Offset} are set aside with {Code}: the active policy cannot sanitize them. Publish a policy with the profile before more is submitted.")]
    public static partial void RowsWithoutProfile(this ILogger logger, string topic, int partition, long offset, string code);
}
