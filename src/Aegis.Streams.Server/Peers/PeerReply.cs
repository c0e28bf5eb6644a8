using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Server.Peers;

/// <summary>What came of asking one peer.</summary>
/// <param name="Answer">The answer; <see langword="null"/>: there is none.</param>
/// <param name="IsNotOwner">Whether the peer said that the task is not its own, so that nothing was done.</param>
/// <param name="Hint">Where it is, as far as the peer knows.</param>
internal readonly record struct PeerReply(CallAnswer? Answer, bool IsNotOwner = false, OwnerEndpoint? Hint = null);
