using System.Collections.Immutable;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy.Testing;

/// <summary>What policy must answer.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record ExpectedAnswer(DecisionOutcome Outcome)
{
    /// <summary>Gets the ids of all enforced rules that apply; <see langword="null"/>: any.</summary>
    public ImmutableArray<string>? Rules { get; init; }

    /// <summary>Gets the codes of all reasons; <see langword="null"/>: any.</summary>
    public ImmutableArray<string>? Reasons { get; init; }

    /// <summary>Gets the parameters as they must be rewritten, one JSON object in UTF-8; <see langword="null"/>: anyhow, or not at all.</summary>
    public ReadOnlyMemory<byte>? Sanitized { get; init; }

    /// <summary>Gets the ids of all observed rules that would apply; <see langword="null"/>: any.</summary>
    public ImmutableArray<string>? Observed { get; init; }
}
