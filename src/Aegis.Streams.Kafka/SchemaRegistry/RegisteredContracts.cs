using Aegis.Streams.Publishing;

namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>The contracts in a schema registry.</summary>
/// <param name="Registry">Its address, without credentials.</param>
/// <param name="All">Every one, in the order in which they depend on each other.</param>
/// <param name="Framing">The framing with their ids, for everything that writes values.</param>
public sealed record RegisteredContracts(string Registry, IReadOnlyList<RegisteredContract> All, ProtobufFraming Framing);
