using Aegis.Streams.Outcome;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>What a caller was told: a decision, or the code of a clean error.</summary>
/// <param name="IntentId">The intent that the decision speaks of.</param>
/// <param name="DecisionId">Which decision.</param>
/// <param name="Outcome">What it says.</param>
/// <param name="Code">Why there is no decision; <see langword="null"/>: there is one.</param>
internal readonly record struct PeerReply(string IntentId, string DecisionId, DecisionOutcome Outcome, string? Code = null)
{
    /// <summary>The instance said nothing at all, though it was reached.</summary>
    public const string Silence = "http.silence";

    public static PeerReply Error(string code) => new("", "", DecisionOutcome.Deny, code);
}
