namespace Aegis.Streams.Kafka.Clients;

/// <summary>A consumer's membership of its group at one moment: member, generation or epoch. Fences the offsets of a transaction (KIP-447).</summary>
public interface IGroupMembership;
