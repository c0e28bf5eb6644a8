namespace Aegis.Streams.Policy.Rules;

/// <summary>Where something stands in a policy file.</summary>
/// <param name="File">The file, as it was named to the loader.</param>
/// <param name="Line">The line, from 1; 0: unknown.</param>
/// <param name="Column">The column, from 1; 0: unknown.</param>
public readonly record struct SourcePlace(string File, int Line, int Column)
{
    /// <summary>Gets the place of what comes from no file.</summary>
    public static SourcePlace None { get; } = new("", 0, 0);
}
