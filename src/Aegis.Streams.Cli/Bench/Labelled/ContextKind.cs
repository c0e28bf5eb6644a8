namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>What beside the value itself says what it is.</summary>
internal enum ContextKind
{
    /// <summary>Nothing: the value alone decides.</summary>
    None,

    /// <summary>The key of a JSON object.</summary>
    Key,

    /// <summary>The column of a CSV.</summary>
    Column,

    /// <summary>A word within 30 characters, in the same sentence or cell.</summary>
    Word,
}
