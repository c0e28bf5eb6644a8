namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>A schema registry did not give the ids of the contracts: nothing may be produced in its framing. The message names the way out.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">The message.</param>
/// <param name="innerException">What the client threw; <see langword="null"/>: nothing.</param>
public sealed class ContractRegistrationException(SchemaRegistryFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets why.</summary>
    public SchemaRegistryFault Fault { get; } = fault;
}
