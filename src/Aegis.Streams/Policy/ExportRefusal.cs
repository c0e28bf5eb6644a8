namespace Aegis.Streams.Policy;

/// <summary>Why a rule cannot be said in the language of another engine.</summary>
/// <param name="RuleId">The rule's id; of a tenant's layer as a whole, `layer:` and the tenant.</param>
/// <param name="Reason">What cannot be said.</param>
public sealed record ExportRefusal(string RuleId, string Reason);
