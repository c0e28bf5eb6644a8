using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Calls;

/// <summary>The log messages of calls, event ids 1510 to 1519.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1510, Level = LogLevel.Error, Message = "Audit entries of calls are lost ({Error}): their calls are not allowed.")]
    public static partial void AuditLost(this ILogger logger, string error);

    [LoggerMessage(EventId = 1511, Level = LogLevel.Warning, Message = "The producer of the records of calls has failed for good; a new one has taken its place.")]
    public static partial void ProducerReplaced(this ILogger logger);
}
