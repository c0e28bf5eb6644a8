using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>The log messages of ownership, event ids 1080 to 1089.</summary>
internal static partial class OwnerLog
{
    [LoggerMessage(EventId = 1080, Level = LogLevel.Error, Message = "The claim of {Topic} for partition {Partition} by {Instance} is for {Claimed} partitions of the intents, which have {Actual}; it is not used.")]
    public static partial void ClaimRefused(this ILogger logger, string topic, int partition, string instance, int claimed, int actual);
}
