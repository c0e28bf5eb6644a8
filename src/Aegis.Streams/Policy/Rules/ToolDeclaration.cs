using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>What policy knows of a tool.</summary>
public sealed record ToolDeclaration
{
    /// <summary>Gets the tools.</summary>
    public required NameGlob Tool { get; init; }

    /// <summary>Gets the actions; empty: any.</summary>
    public ImmutableArray<NameGlob> Actions { get; init; } = [];

    /// <summary>Gets the class; <see langword="null"/>: as the intent claims.</summary>
    public ToolClass? Class { get; init; }

    /// <summary>Gets a value indicating whether parameters that nothing names are accepted.</summary>
    public bool AcceptsUnknown { get; init; }

    /// <summary>Gets the parameters that exist, with all that is in them where no longer path names a part.</summary>
    public ImmutableArray<ParameterPath> Parameters { get; init; } = [];

    /// <summary>Gets where it stands, for messages; no part of its meaning.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
