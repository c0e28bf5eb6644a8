using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Passes on what the librdkafka of one client logs, event ids 1100 to 1109. Thread-safe.</summary>
internal sealed partial class ClientLog(ILogger logger)
{
    /// <summary>While a broker is away a client says so up to twenty times a second; once in this time is enough.</summary>
    private static readonly TimeSpan TransportInterval = TimeSpan.FromSeconds(10);

    private long _transportSaidAt = long.MinValue / 2;

    public void Write(IClient _, LogMessage message)
    {
        // A transport fault is the client's daily bread: it reconnects by itself, and what cannot wait reports a fault of its own.
        var level = message.Level switch
        {
            _ when message.Facility is "FAIL" or "ERROR" => IsDue() ? LogLevel.Warning : LogLevel.Debug,
            <= SyslogLevel.Critical => LogLevel.Error,
            <= SyslogLevel.Error => LogLevel.Warning,
            <= SyslogLevel.Warning => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        ClientMessage(level, message.Name, message.Facility, message.Message);
    }

    private bool IsDue()
    {
        var (now, said) = (Environment.TickCount64, Interlocked.Read(ref _transportSaidAt));
        return now - said >= TransportInterval.TotalMilliseconds && Interlocked.CompareExchange(ref _transportSaidAt, now, said) == said;
    }

    [LoggerMessage(EventId = 1100, Message = "Client {Client}: {Facility}: {Text}")]
    private partial void ClientMessage(LogLevel level, string client, string facility, string text);
}
