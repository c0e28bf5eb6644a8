using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Drafting;

/// <summary>A parameter of a declared tool.</summary>
/// <param name="Path">The parameter.</param>
/// <param name="Tests">Its tests, each as the language writes it.</param>
/// <param name="Remarks">What of the schema was left out, and why.</param>
internal sealed record DraftParameter(ParameterPath Path, IReadOnlyList<string> Tests, IReadOnlyList<string> Remarks);
