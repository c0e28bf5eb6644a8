namespace Aegis.Streams.Dlp.Context;

/// <summary>What the words near a value say of it.</summary>
internal enum Naming
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What it is.</summary>
    Named,

    /// <summary>That it is something else.</summary>
    Negative,
}
