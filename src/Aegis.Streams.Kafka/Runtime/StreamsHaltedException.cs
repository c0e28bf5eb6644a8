namespace Aegis.Streams.Kafka.Runtime;

/// <summary>The application cannot go on until an operator acts: the state does not fit the input, two instances share a name, a record cannot even be set aside.</summary>
public sealed class StreamsHaltedException : Exception
{
    /// <summary>Initializes a fault.</summary>
    /// <param name="message">What is wrong and the way out.</param>
    /// <param name="innerException">The cause; <see langword="null"/>: none.</param>
    public StreamsHaltedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
