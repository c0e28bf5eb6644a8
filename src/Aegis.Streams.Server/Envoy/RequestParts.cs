using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Server.Envoy.Mapping;

namespace Aegis.Streams.Server.Envoy;

/// <summary>What values of an intent can be made of: a request, taken apart and checked.</summary>
internal sealed class RequestParts
{
    /// <summary>Gets the headers.</summary>
    public required RequestHeaders Headers { get; init; }

    /// <summary>Gets the values in the path by name.</summary>
    public required IReadOnlyDictionary<string, string> Segments { get; init; }

    /// <summary>Gets the parameters of the query.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>Gets what the operator set for the route of Envoy.</summary>
    public required IDictionary<string, string> Extensions { get; init; }

    /// <summary>Gets the name in the client's certificate; empty: there is none.</summary>
    public required string Principal { get; init; }

    /// <summary>Gets the members of the body; <see langword="null"/>: it was not looked into.</summary>
    public ParameterTable? Body { get; init; }

    /// <summary>Finds a text.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <returns>The text; <see langword="null"/>: it is not there, or is no text.</returns>
    public string? Find(ValueSource source) => source.Kind switch
    {
        SourceKind.Constant => source.Text,
        SourceKind.Path => Segments.GetValueOrDefault(source.Text),
        SourceKind.Header => Headers.Find(source.Text),
        SourceKind.Extension => Extensions.TryGetValue(source.Text, out var value) ? value : null,
        SourceKind.Principal => InPrincipal(source.Text),
        SourceKind.Query => Query.GetValueOrDefault(source.Text),
        _ => InBody(source.Text),
    };

    /// <summary>Finds what stands for the star of a pattern; it is one segment.</summary>
    private string? InPrincipal(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var (before, after) = (pattern[..star], pattern[(star + 1)..]);
        if (Principal.Length <= before.Length + after.Length || !Principal.StartsWith(before, StringComparison.Ordinal) || !Principal.EndsWith(after, StringComparison.Ordinal)) return null;
        var value = Principal[before.Length..^after.Length];
        return value.Contains('/', StringComparison.Ordinal) ? null : value;
    }

    private string? InBody(string name)
    {
        if (Body is null || !Body.TryFind(0, Encoding.UTF8.GetBytes(name), out var member)) return null;
        ref readonly var entry = ref Body[member];
        return entry.Kind == ParameterKind.String ? Encoding.UTF8.GetString(Body.Unescaped(entry)) : null;
    }
}
