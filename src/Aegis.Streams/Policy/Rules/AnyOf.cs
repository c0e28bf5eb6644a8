using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Holds if one part holds, and does not if none does.</summary>
/// <param name="Parts">The parts, at least one.</param>
public sealed record AnyOf(ImmutableArray<Condition> Parts) : Condition;
