namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Where in a block of 64 bytes something may start: bit i stands for byte i. As long as a line of the cache.</summary>
internal struct BlockMasks
{
    /// <summary>The bytes of a block.</summary>
    public const int Size = 64;

    /// <summary>Digits.</summary>
    public ulong Digit;

    /// <summary>Letters, and what stands for one in folded text.</summary>
    public ulong Letter;

    /// <summary>Bytes that make the raw text differ from what it means: not ASCII, backslash, ampersand, percent; the last two in fields only before what they may be a reference with.</summary>
    public ulong Special;

    /// <summary>Quotes, in formats that quote; but those after a backslash in one that has escapes.</summary>
    public ulong Quote;

    /// <summary>Line feeds, carriage returns and delimiters of fields, in formats that have them; inside quotes too.</summary>
    public ulong Structure;

    /// <summary>First bytes of twelve characters of base64.</summary>
    public ulong Run;

    /// <summary>Letters O beside a digit, which they may be meant as one with.</summary>
    public ulong Zero;

    /// <summary>
    /// Everything at which a detector has to look, or that has to be folded first: at signs, plus signs and equals signs; colons but after a number; dots between
    /// digits before another, and colons beside another or before two more, where addresses may start; first digits of three in a row, but of numbers that
    /// <see cref="PlaceFinder"/> passes over; first characters of codes, that is two letters and two digits, with a sign between or without, or a digit and the
    /// letters and digits of a Medicare identifier; literals; and what is special.
    /// </summary>
    public ulong Any;
}
