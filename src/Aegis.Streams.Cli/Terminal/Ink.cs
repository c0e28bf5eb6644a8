namespace Aegis.Streams.Cli.Terminal;

/// <summary>What a text looks like on a terminal that has colours.</summary>
internal enum Ink
{
    /// <summary>The terminal's own colour.</summary>
    Plain,

    /// <summary>Stands back: what is said for completeness.</summary>
    Dim,

    /// <summary>Stands out.</summary>
    Bold,

    /// <summary>Good.</summary>
    Green,

    /// <summary>Somebody should look.</summary>
    Yellow,

    /// <summary>Bad.</summary>
    Red,

    /// <summary>Changed, but good.</summary>
    Cyan,

    /// <summary>Not understood.</summary>
    Magenta,
}
