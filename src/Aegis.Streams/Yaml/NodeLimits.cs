namespace Aegis.Streams.Yaml;

/// <summary>Bounds what one text can make of memory and stack.</summary>
internal sealed class NodeLimits
{
    /// <summary>How deep mappings and lists may nest: a condition in a condition takes two levels.</summary>
    public const int MaxDepth = 32;

    /// <summary>How many nodes one text may have.</summary>
    public const int MaxNodes = 1_000_000;

    private int _nodes;

    /// <summary>Counts a node at the cursor.</summary>
    /// <exception cref="YamlFaultException">It is one too many.</exception>
    public void Count(TextCursor cursor)
    {
        if (++_nodes > MaxNodes) throw cursor.Fault($"more than {MaxNodes} values", "split the file");
    }

    /// <summary>Counts a mapping or list at the cursor.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="depth">How many it is in, itself included.</param>
    /// <exception cref="YamlFaultException">It is too deep, or one too many.</exception>
    public void Enter(TextCursor cursor, int depth)
    {
        if (depth > MaxDepth) throw cursor.Fault($"nested deeper than {MaxDepth} levels");
        Count(cursor);
    }
}
