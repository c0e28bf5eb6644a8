using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Envoy;

/// <summary>The log messages of Envoy's door, event ids 1550 to 1559.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1550, Level = LogLevel.Error, Message = "A check of Envoy failed with {Fault}; the request was denied. {Trace}")]
    public static partial void CheckFailed(this ILogger logger, string fault, string? trace);
}
