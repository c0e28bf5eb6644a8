namespace Aegis.Streams.Policy.Cedar;

/// <summary>A rule that Cedar cannot say exactly, so that it was left out.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Reason">What Cedar cannot say.</param>
public sealed record CedarRefusal(string RuleId, string Reason);
