using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Things that are said of tools, found by the tools that they may be said of.</summary>
/// <typeparam name="T">What is said.</typeparam>
internal sealed class ToolTable<T>
{
    private readonly Func<T, NameGlob> _toolOf;
    private readonly ImmutableArray<T> _all;
    private readonly ILookup<string, T> _exact;

    public ToolTable(IEnumerable<T> all, Func<T, NameGlob> toolOf)
    {
        _toolOf = toolOf;
        _all = [.. all];
        _exact = _all.Where(one => toolOf(one).IsExact).ToLookup(one => toolOf(one).Text, StringComparer.Ordinal);
        Patterns = [.. _all.Where(one => !toolOf(one).IsExact)];
    }

    /// <summary>Gets what is said of more than one tool.</summary>
    public ImmutableArray<T> Patterns { get; }

    /// <summary>Gets the names of tools of which something is said by their names.</summary>
    public IEnumerable<string> Names => _exact.Select(group => group.Key);

    /// <summary>Finds what is said of a tool.</summary>
    public IEnumerable<T> Of(string name) => _exact[name].Concat(Patterns.Where(one => _toolOf(one).Matches(name)));

    /// <summary>Finds what may be said of some of these tools; none: any.</summary>
    public IEnumerable<T> For(ImmutableArray<NameGlob> tools) =>
        tools.IsEmpty || tools.Any(tool => !tool.IsExact) ? _all : tools.SelectMany(tool => _exact[tool.Text]).Concat(Patterns);
}
