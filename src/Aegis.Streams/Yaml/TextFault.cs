using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Yaml;

/// <summary>A fault in a text.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Help">What to write instead; <see langword="null"/>: the problem says so.</param>
/// <param name="Related">An earlier place that explains it; <see langword="null"/>: none.</param>
internal sealed record TextFault(TextPlace Place, string Problem, string? Help = null, RelatedPlace? Related = null)
{
    /// <summary>Gets the problem and the help in one line.</summary>
    public string Message => Help is null ? Problem : $"{Problem}; {Help}";
}
