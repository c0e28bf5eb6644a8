using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>The instance runs in one of these environments, such as `production`. Undecided if it was told none.</summary>
/// <param name="Values">The environments, at least one.</param>
public sealed record EnvironmentCondition(ImmutableArray<string> Values) : Condition;
