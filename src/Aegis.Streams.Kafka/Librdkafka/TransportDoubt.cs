using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Finds, in what librdkafka says of a client, that a request may have reached a broker without its answer coming back.</summary>
/// <remarks>
/// A connection that was never up has carried no request, and one to a bootstrap address carries none of a transaction: once a broker is known, its own
/// connection does. The texts are those of `rd_kafka_broker_set_error` and `rd_kafka_broker_bufq_timeout_scan`.
/// </remarks>
internal static class TransportDoubt
{
    private static readonly string[] States = ["UP", "UPDATE", "REAUTH"];

    /// <summary>Looks at a log line.</summary>
    public static bool IsIn(LogMessage message) => message.Facility switch
    {
        "FAIL" => IsOfUsedConnection(message.Message),
        "REQTMOUT" => true,
        _ => false,
    };

    /// <summary>Looks at an error event.</summary>
    public static bool IsIn(Error error) => error.Code switch
    {
        ErrorCode.Local_Transport => IsOfUsedConnection(error.Reason),
        ErrorCode.Local_TimedOut or ErrorCode.RequestTimedOut or ErrorCode.NetworkException => true,
        _ => false,
    };

    private static bool IsOfUsedConnection(string text)
    {
        if (text.Contains("/bootstrap: ", StringComparison.Ordinal)) return false;
        const string mark = "in state ";
        var at = text.LastIndexOf(mark, StringComparison.Ordinal);
        if (at < 0) return true;
        var state = text.AsSpan(at + mark.Length);
        foreach (var used in States)
            if (state.StartsWith(used, StringComparison.Ordinal) && (state.Length == used.Length || !char.IsAsciiLetterOrDigit(state[used.Length]) && state[used.Length] != '_')) return true;
        return false;
    }
}
