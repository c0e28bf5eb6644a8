namespace Aegis.Streams.Dlp.Readers;

/// <summary>Which part of a value a member may hold whose other parts are its siblings.</summary>
internal enum SiblingPart : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The area code of a telephone number.</summary>
    Area,

    /// <summary>What follows the area code.</summary>
    Number,

    /// <summary>The local part of a mail address.</summary>
    Local,

    /// <summary>Its domain.</summary>
    Domain,

    /// <summary>A group of digits of a card.</summary>
    Group,
}
