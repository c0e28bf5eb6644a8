using System.Collections.Immutable;

namespace Aegis.Streams.Policy;

/// <summary>The texts of files, and what kept others from being read.</summary>
/// <param name="Sources">The texts, in the order of the paths; each file once.</param>
/// <param name="Errors">The files that could not be read; empty: all could.</param>
public sealed record PolicyFileReading(ImmutableArray<PolicySource> Sources, ImmutableArray<PolicyError> Errors)
{
    /// <summary>Finds the text of a file, to show a fault in it.</summary>
    /// <param name="file">The file, as it was named to the loader.</param>
    /// <returns>The text; <see langword="null"/>: it was not read.</returns>
    public string? TextOf(string file) => Sources.FirstOrDefault(source => source.File == file)?.Text;
}
