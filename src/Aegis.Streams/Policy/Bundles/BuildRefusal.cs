namespace Aegis.Streams.Policy.Bundles;

/// <summary>Why a rule cannot be said in the language of another engine.</summary>
/// <param name="Rule">The rule's id; of a tool's declaration, the policy's name.</param>
/// <param name="Reason">What cannot be said, and the way out, as a sentence.</param>
public sealed record BuildRefusal(string Rule, string Reason);
