using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Passes on what librdkafka logs, event ids 1100 to 1109.</summary>
internal static partial class ClientLog
{
    public static void Write(ILogger logger, LogMessage message)
    {
        // A transport fault is the client's daily bread: it reconnects by itself, and what cannot wait reports a fault of its own.
        var level = message.Level switch
        {
            <= SyslogLevel.Critical => LogLevel.Error,
            <= SyslogLevel.Error => LogLevel.Warning,
            <= SyslogLevel.Warning => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        logger.ClientMessage(level, message.Name, message.Facility, message.Message);
    }

    [LoggerMessage(EventId = 1100, Message = "Client {Client}: {Facility}: {Text}")]
    private static partial void ClientMessage(this ILogger logger, LogLevel level, string client, string facility, string text);
}
