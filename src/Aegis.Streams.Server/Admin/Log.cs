using System.Net;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>The log messages of the admin port, event ids 1560 to 1569. Each request is one, since whoever looks or orders is to be known afterwards.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1560, Level = LogLevel.Information, Message = "The admin port listens on {Endpoint}.")]
    public static partial void AdminListens(this ILogger logger, string endpoint);

    [LoggerMessage(EventId = 1561, Level = LogLevel.Information, Message = "Admin: {Path} was read from {Address} ({Status}).")]
    public static partial void AdminRead(this ILogger logger, string path, IPAddress? address, int status);

    [LoggerMessage(EventId = 1562, Level = LogLevel.Warning, Message = "Admin: {Path} was ordered from {Address} ({Status}).")]
    public static partial void AdminOrdered(this ILogger logger, string path, IPAddress? address, int status);

    [LoggerMessage(EventId = 1563, Level = LogLevel.Warning, Message = "Admin: {Path} was refused to {Address} ({Status}, {Code}).")]
    public static partial void AdminRefused(this ILogger logger, string path, IPAddress? address, int status, string code);

    [LoggerMessage(EventId = 1564, Level = LogLevel.Warning, Message = "Admin: the facade drains by order from {Address}; {UnderWay} calls are under way.")]
    public static partial void DrainOrdered(this ILogger logger, IPAddress? address, int underWay);

    [LoggerMessage(EventId = 1565, Level = LogLevel.Warning, Message = "Admin: the log level is {Level} from now on, by order from {Address}; it was {Before}.")]
    public static partial void LogLevelChanged(this ILogger logger, string level, IPAddress? address, string before);

    [LoggerMessage(EventId = 1566, Level = LogLevel.Error, Message = "The admin port failed with {Fault}. {Trace}")]
    public static partial void AdminFailed(this ILogger logger, string fault, string? trace);
}
