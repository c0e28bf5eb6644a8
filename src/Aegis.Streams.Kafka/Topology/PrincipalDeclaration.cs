namespace Aegis.Streams.Kafka.Topology;

/// <summary>Somebody who reads or writes topics.</summary>
/// <param name="Role">What the topology calls them.</param>
/// <param name="Principal">What brokers call them, such as `User:aegis`.</param>
/// <param name="Purpose">Who that is.</param>
public sealed record PrincipalDeclaration(string Role, string Principal, string Purpose);
