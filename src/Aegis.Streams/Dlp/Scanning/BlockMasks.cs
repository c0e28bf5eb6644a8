namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Where in a block of 64 bytes something may start: bit i stands for byte i.</summary>
internal struct BlockMasks
{
    /// <summary>The bytes of a block.</summary>
    public const int Size = 64;

    /// <summary>Digits.</summary>
    public ulong Digit;

    /// <summary>Letters, and what stands for one in folded text.</summary>
    public ulong Letter;

    /// <summary>Bytes that make the raw text differ from what it means: not ASCII, backslash, ampersand, percent.</summary>
    public ulong Special;

    /// <summary>At signs.</summary>
    public ulong At;

    /// <summary>First digits of three in a row.</summary>
    public ulong Number;

    /// <summary>Plus signs.</summary>
    public ulong Plus;

    /// <summary>Dots between digits before another, and colons beside another or before two more: where addresses may start.</summary>
    public ulong Address;

    /// <summary>Equals signs, and colons but after a number, which a name and a value may stand beside.</summary>
    public ulong Assignment;

    /// <summary>First characters of codes: two letters and two digits, with a sign between or without, or a digit and the letters and digits of a Medicare identifier.</summary>
    public ulong Code;

    /// <summary>First bytes of what may be one of the literals that secrets and disguises begin with.</summary>
    public ulong Literal;

    /// <summary>Quotes, in formats that quote.</summary>
    public ulong Quote;

    /// <summary>Line feeds, carriage returns and delimiters of fields, in formats that have them; inside quotes too.</summary>
    public ulong Structure;

    /// <summary>Everything at which a detector has to look, or that has to be folded first.</summary>
    public ulong Any;
}
