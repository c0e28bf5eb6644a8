namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Which bytes of some blocks in a row are what: bit i of a mask stands for byte i of its block. What is kept of a block is in <see cref="BlockMasks"/>.</summary>
internal sealed class MaskRows
{
    /// <summary>Digits.</summary>
    public MaskRow Digit;

    /// <summary>Letters, and what stands for one in folded text.</summary>
    public MaskRow Letter;

    /// <summary>What is not ASCII, and backslashes; then all that is not what it means.</summary>
    public MaskRow Special;

    /// <summary>Quotes.</summary>
    public MaskRow Quote;

    /// <summary>Line ends and delimiters.</summary>
    public MaskRow Structure;

    /// <summary>What may stand between groups of digits.</summary>
    public MaskRow Separator;

    /// <summary>First bytes of what may be one of the literals that secrets and disguises begin with.</summary>
    public MaskRow Literal;

    /// <summary>Characters of base64, of either alphabet.</summary>
    public MaskRow Alphabet;

    /// <summary>Letters O.</summary>
    public MaskRow LetterO;

    /// <summary>Ampersands and percent signs.</summary>
    public MaskRow Reference;

    /// <summary>Dots.</summary>
    public MaskRow Dot;

    /// <summary>Colons.</summary>
    public MaskRow Colon;

    /// <summary>At signs, plus signs and equals signs.</summary>
    public MaskRow Sign;

    /// <summary>What may stand before the year of a date: spaces, dots, hyphens and commas.</summary>
    public MaskRow BeforeYear;

    /// <summary>Beginnings of runs of base64; found by what stands beside each byte.</summary>
    public MaskRow Run;

    /// <summary>Letters O beside digits; found so, too.</summary>
    public MaskRow Zero;

    /// <summary>Places; found so, too.</summary>
    public MaskRow Any;

    /// <summary>Makes the last of some blocks the one before, and the one after them the first.</summary>
    /// <param name="blocks">How many they are.</param>
    public void Advance(int blocks)
    {
        Digit.Advance(blocks);
        Letter.Advance(blocks);
        Special.Advance(blocks);
        Quote.Advance(blocks);
        Structure.Advance(blocks);
        Separator.Advance(blocks);
        Literal.Advance(blocks);
        Alphabet.Advance(blocks);
        LetterO.Advance(blocks);
        Reference.Advance(blocks);
        Dot.Advance(blocks);
        Colon.Advance(blocks);
        Sign.Advance(blocks);
        BeforeYear.Advance(blocks);
    }

    /// <summary>Makes a block one in which there is nothing.</summary>
    /// <param name="block">The block.</param>
    public void Clear(int block)
    {
        Digit.Of(block) = Letter.Of(block) = Special.Of(block) = Quote.Of(block) = Structure.Of(block) = Separator.Of(block) = Literal.Of(block) = 0;
        Alphabet.Of(block) = LetterO.Of(block) = Reference.Of(block) = Dot.Of(block) = Colon.Of(block) = Sign.Of(block) = BeforeYear.Of(block) = 0;
    }

    /// <summary>Gets what is kept of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="masks">Takes it.</param>
    public void CopyTo(int block, out BlockMasks masks)
    {
        masks.Digit = Digit.Of(block);
        masks.Letter = Letter.Of(block);
        masks.Special = Special.Of(block);
        masks.Quote = Quote.Of(block);
        masks.Structure = Structure.Of(block);
        masks.Run = Run.Of(block);
        masks.Zero = Zero.Of(block);
        masks.Any = Any.Of(block);
    }
}
