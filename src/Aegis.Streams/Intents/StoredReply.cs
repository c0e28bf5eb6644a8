using Aegis.Streams.Outcome;

namespace Aegis.Streams.Intents;

/// <summary>What a task remembers of a decided intent.</summary>
/// <param name="RequestHash">The hash of the request that was decided.</param>
/// <param name="Decision">The decision as it was answered.</param>
public sealed record StoredReply(ReadOnlyMemory<byte> RequestHash, Decision Decision)
{
    /// <summary>Says whether it answers this request, or another one that has the same id.</summary>
    /// <param name="requestHash">The hash of the request.</param>
    /// <returns>Whether the hashes are equal.</returns>
    public bool Answers(ReadOnlySpan<byte> requestHash) => RequestHash.Span.SequenceEqual(requestHash);
}
