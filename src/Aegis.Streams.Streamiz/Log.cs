using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Streamiz;

/// <summary>The log messages of this engine, event ids 1400 to 1499.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1700, Level = LogLevel.Error, Message = "The record at {Topic} [{Partition}] offset {Offset} cannot be read ({Reason}); its key counts as absent.")]
    public static partial void BadTableRecord(this ILogger logger, string topic, int partition, long offset, string reason);

    [LoggerMessage(EventId = 1701, Level = LogLevel.Error, Message = "A stage failed with {Fault} at {Topic} [{Partition}] offset {Offset}; the intent was denied. {StackTrace}")]
    public static partial void StageFailed(this ILogger logger, string fault, string topic, int partition, long offset, string? stackTrace);
}
