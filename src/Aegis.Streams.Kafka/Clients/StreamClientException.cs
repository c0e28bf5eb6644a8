namespace Aegis.Streams.Kafka.Clients;

/// <summary>A fault of a Kafka client, sorted by what can be done about it.</summary>
public sealed class StreamClientException : Exception
{
    /// <summary>Initializes a fault.</summary>
    /// <param name="fault">What can be done.</param>
    /// <param name="message">What happened, with the broker's or the client's own words.</param>
    /// <param name="innerException">The client's exception; <see langword="null"/>: none.</param>
    public StreamClientException(StreamClientFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>Gets what can be done about it.</summary>
    public StreamClientFault Fault { get; }
}
