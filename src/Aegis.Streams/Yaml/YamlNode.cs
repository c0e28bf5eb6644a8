namespace Aegis.Streams.Yaml;

/// <summary>A piece of YAML that knows where it stands.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>Gets what to call it in a message.</summary>
    public abstract string Kind { get; }
}
