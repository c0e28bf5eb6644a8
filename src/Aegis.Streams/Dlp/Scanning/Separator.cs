namespace Aegis.Streams.Dlp.Scanning;

/// <summary>What stands between two groups of digits.</summary>
internal enum Separator : byte
{
    /// <summary>Nothing: there is no group on that side.</summary>
    None,

    /// <summary>White space.</summary>
    Space,

    /// <summary>A hyphen, were there spaces around it.</summary>
    Hyphen,

    /// <summary>A dot.</summary>
    Dot,

    /// <summary>A slash.</summary>
    Slash,

    /// <summary>An underscore.</summary>
    Underscore,

    /// <summary>A parenthesis, with or without a space or hyphen.</summary>
    Parenthesis,
}
