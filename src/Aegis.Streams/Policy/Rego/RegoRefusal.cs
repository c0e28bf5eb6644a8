namespace Aegis.Streams.Policy.Rego;

/// <summary>Why a rule cannot be said in Rego.</summary>
/// <param name="Rule">The rule's id; of a tool's declaration, the policy's name.</param>
/// <param name="Reason">What cannot be said, and the way out, as a sentence.</param>
public sealed record RegoRefusal(string Rule, string Reason);
