using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Language.Formatting;

/// <summary>A policy file in canonical format, or why it has none.</summary>
/// <param name="Text">The text; <see langword="null"/>: the file has faults, and stays as it is.</param>
/// <param name="Errors">The faults; empty: there are none.</param>
public sealed record FormattedPolicy(string? Text, ImmutableArray<PolicyError> Errors);
