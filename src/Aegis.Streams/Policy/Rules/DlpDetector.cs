using System.Collections.Immutable;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Says what else is sensitive, under a name that profiles of redaction use; what it finds is the entity `CUSTOM:name`.</summary>
public sealed record DlpDetector
{
    /// <summary>Gets the name, unique among the base and each layer together with it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets words and names that are found wherever they stand as whole words, in any case, whatever stands between them.</summary>
    public ImmutableArray<string> Terms { get; init; } = [];

    /// <summary>Gets the file of more terms; <see langword="null"/>: none.</summary>
    public TermFile? File { get; init; }

    /// <summary>Gets the pattern of bounded length whose matches of whole words are found; <see langword="null"/>: none.</summary>
    public Pattern? Pattern { get; init; }

    /// <summary>Gets what must hold of a match.</summary>
    public CheckFunction Check { get; init; }

    /// <summary>Gets the names of keys and columns whose whole values are found.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Gets where it stands, for messages; no part of its meaning.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
