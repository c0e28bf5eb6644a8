namespace Aegis.Streams.Yaml;

/// <summary>A piece of a YAML or JSON text that knows where it stands.</summary>
/// <param name="Place">The scalar; of a mapping or list in brackets the opening one, otherwise its first key or dash.</param>
internal abstract record YamlNode(TextPlace Place)
{
    /// <summary>Gets the line, from 1.</summary>
    public int Line => Place.Line;

    /// <summary>Gets the column, from 1.</summary>
    public int Column => Place.Column;

    /// <summary>Gets what to call it in a message.</summary>
    public abstract string Kind { get; }
}
