using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A rule's demand that values be redacted.</summary>
/// <param name="Profile">The profile that says what is redacted and how.</param>
/// <param name="Paths">The parameters; empty: all.</param>
public sealed record DlpDemand(string Profile, ImmutableArray<ParameterPath> Paths);
