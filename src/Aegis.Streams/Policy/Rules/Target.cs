using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Which calls a rule speaks of. Every list that is not empty must match; within a list, one match is enough.</summary>
public sealed record Target
{
    /// <summary>Gets the target that is every call.</summary>
    public static Target Anything { get; } = new();

    /// <summary>Gets the tools; empty: any.</summary>
    public ImmutableArray<NameGlob> Tools { get; init; } = [];

    /// <summary>Gets the actions; empty: any.</summary>
    public ImmutableArray<NameGlob> Actions { get; init; } = [];

    /// <summary>Gets the classes; empty: any.</summary>
    public ImmutableArray<ToolClass> Classes { get; init; } = [];
}
