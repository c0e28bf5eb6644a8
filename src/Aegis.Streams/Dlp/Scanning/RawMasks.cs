namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Which bytes of a block are what, each looked at by itself: bit i stands for byte i. What is kept of a block is in <see cref="BlockMasks"/>.</summary>
internal struct RawMasks
{
    /// <summary>What may stand between groups of digits.</summary>
    public ulong Separator;

    /// <summary>First bytes of what may be one of the literals that secrets and disguises begin with.</summary>
    public ulong Literal;

    /// <summary>Characters of base64, of either alphabet.</summary>
    public ulong Alphabet;

    /// <summary>Letters O.</summary>
    public ulong LetterO;

    /// <summary>Ampersands and percent signs.</summary>
    public ulong Reference;

    /// <summary>Backslashes.</summary>
    public ulong Backslash;

    /// <summary>Dots.</summary>
    public ulong Dot;

    /// <summary>Colons.</summary>
    public ulong Colon;

    /// <summary>At signs, plus signs and equals signs.</summary>
    public ulong Sign;

    /// <summary>What may stand before the year of a date: spaces, dots, hyphens and commas.</summary>
    public ulong BeforeYear;
}
