using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>The log messages of decisions, event ids 1200 to 1299.</summary>
internal static partial class DecisionLog
{
    // The exception is named by its type alone: its message may hold what the stage was working on.
    [LoggerMessage(EventId = 1200, Level = LogLevel.Error, Message = "A stage failed with {Fault} on the record at {Topic} [{Partition}] offset {Offset}; it is denied. {Trace}")]
    public static partial void StageFailed(this ILogger logger, string fault, string topic, int partition, long offset, string? trace);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "The end of {Topic} cannot be read; calls that wait for an answer there may not get it in time: {Fault}.")]
    public static partial void TailFailed(this ILogger logger, string topic, string fault);
}
