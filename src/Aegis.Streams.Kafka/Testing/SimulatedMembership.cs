using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>A member and its epoch at one moment.</summary>
/// <param name="Member">The member; <see langword="null"/> before it joined.</param>
/// <param name="Epoch">The epoch of the member then.</param>
internal sealed record SimulatedMembership(GroupMember? Member, int Epoch) : IGroupMembership;
