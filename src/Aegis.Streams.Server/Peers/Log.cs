using Aegis.Streams.Kafka.Owners;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Peers;

/// <summary>The log messages of peers, event ids 1520 to 1529.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1520, Level = LogLevel.Information, Message = "Other instances may forward calls to {Endpoints}.")]
    public static partial void PeersListen(this ILogger logger, string endpoints);

    [LoggerMessage(EventId = 1521, Level = LogLevel.Warning, Message = "The peer {Endpoint} does not answer ({Status}: {Reason}); calls for its agents go by the log, which is slower.")]
    public static partial void PeerFailed(this ILogger logger, OwnerEndpoint endpoint, global::Grpc.Core.StatusCode status, string reason);

    [LoggerMessage(EventId = 1522, Level = LogLevel.Warning, Message = "An owner advertises {Endpoint}, which --peers does not have; calls for its agents go by the log, which is slower.")]
    public static partial void PeerNotAllowed(this ILogger logger, OwnerEndpoint endpoint);
}
