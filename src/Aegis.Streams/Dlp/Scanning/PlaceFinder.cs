using System.Runtime.CompilerServices;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Finds the places of a block where a detector has to look, by what stands beside each byte: in the block, before it and after it.</summary>
internal static class PlaceFinder
{
    /// <summary>Finds the places, and what else depends on what stands beside a byte.</summary>
    /// <param name="before">The masks of the block before.</param>
    /// <param name="rawBefore">What is not kept of it.</param>
    /// <param name="masks">The masks of the block.</param>
    /// <param name="raw">What is not kept of it.</param>
    /// <param name="after">The masks of the block after.</param>
    /// <param name="rawAfter">What is not kept of it.</param>
    /// <param name="hasFields">Whether the text has fields.</param>
    public static void Find(in BlockMasks before, in RawMasks rawBefore, ref BlockMasks masks, in RawMasks raw, in BlockMasks after, in RawMasks rawAfter, bool hasFields)
    {
        if (raw.Reference != 0) masks.Special |= hasFields ? raw.Reference & ~At(raw.Separator | masks.Quote | masks.Structure, rawAfter.Separator | after.Quote | after.Structure, 1) : raw.Reference;
        masks.Run = Runs(raw.Alphabet, rawAfter.Alphabet);
        masks.Zero = raw.LetterO & (At(masks.Digit, after.Digit, 1) | Before(masks.Digit, before.Digit, 1));
        masks.Any = Places(before, rawBefore, masks, raw, after, rawAfter);
    }

    private static ulong Places(in BlockMasks before, in RawMasks rawBefore, in BlockMasks masks, in RawMasks raw, in BlockMasks after, in RawMasks rawAfter)
    {
        var (digit, digitAfter, letter, letterAfter) = (masks.Digit, after.Digit, masks.Letter, after.Letter);
        var places = masks.Special | raw.Literal | raw.Sign;
        var digitBefore = (digit << 1) | (before.Digit >> 63);
        if (digit != 0)
        {
            var digit1 = At(digit, digitAfter, 1);
            var digit2 = At(digit, digitAfter, 2);
            var digit3 = At(digit, digitAfter, 3);
            var number = digit & digit1 & digit2 & ~digitBefore;
            if (number != 0) places |= number & ~LoneNumbers(before, rawBefore, masks, raw, after, rawAfter, digit3);
            var medicare = digit & At(letter, letterAfter, 1) & digit3;
            if (medicare != 0) places |= medicare & MedicareRest(digit, digitAfter, letter, letterAfter);
            if (raw.Dot != 0) places |= Dots(raw.Dot & digitBefore & digit1, rawAfter.Dot & ((digitAfter << 1) | (digit >> 63)) & (digitAfter >> 1));
        }

        if ((digit | digitAfter) != 0)
        {
            var letterBefore = (letter << 1) | (before.Letter >> 63);
            var (digit2, digit3) = (At(digit, digitAfter, 2), At(digit, digitAfter, 3));
            places |= letter & At(letter, letterAfter, 1) & ((digit2 & digit3) | (~digit2 & ~At(letter, letterAfter, 2) & digit3 & At(digit, digitAfter, 4))) & ~letterBefore & ~digitBefore;
        }

        if (raw.Colon != 0) places |= Colons(raw.Colon, rawAfter.Colon) | (raw.Colon & (~digitBefore | (letter << 2) | (before.Letter >> 62) | At(raw.Separator, rawAfter.Separator, 1))); // `key1:` and `db19://`, but not `10:30`.
        return places;
    }

    /// <summary>
    /// Finds digits that are no number that anything is looked for in: none are before or after them, with what may stand between groups, and they are three or
    /// five; or they are four, which no letters stand before, as in a code, nor what stands before a year.
    /// </summary>
    private static ulong LoneNumbers(in BlockMasks before, in RawMasks rawBefore, in BlockMasks masks, in RawMasks raw, in BlockMasks after, in RawMasks rawAfter, ulong digit3)
    {
        var (digit, sign, letter) = (masks.Digit, raw.Separator, masks.Letter);
        var isGroupBefore = Before(sign, rawBefore.Separator, 1) & (Before(digit, before.Digit, 2)
            | (Before(sign, rawBefore.Separator, 2) & (Before(digit, before.Digit, 3) | (Before(sign, rawBefore.Separator, 3) & Before(digit, before.Digit, 4)))));
        var (digit4, digit5, digit6) = (At(digit, after.Digit, 4), At(digit, after.Digit, 5), At(digit, after.Digit, 6));
        var (sign4, sign5) = (At(sign, rawAfter.Separator, 4), At(sign, rawAfter.Separator, 5));
        var sign6 = At(sign, rawAfter.Separator, 6);
        var (digit7, digit8) = (At(digit, after.Digit, 7), At(digit, after.Digit, 8));
        var three = ~digit3 & ~(At(sign, rawAfter.Separator, 3) & (digit4 | (sign4 & (digit5 | (sign5 & digit6)))));
        var four = digit3 & ~digit4 & ~(sign4 & (digit5 | (sign5 & (digit6 | (sign6 & digit7)))));
        var five = digit3 & digit4 & ~digit5 & ~(sign5 & (digit6 | (sign6 & (digit7 | (At(sign, rawAfter.Separator, 7) & digit8)))));
        var isCode = Before(letter, before.Letter, 1) & Before(letter, before.Letter, 2) & Before(letter, before.Letter, 3) & Before(letter, before.Letter, 4) & Before(letter, before.Letter, 5);
        return ~isGroupBefore & (three | five | (four & ~isCode & ~Before(raw.BeforeYear, rawBefore.BeforeYear, 1)));
    }

    /// <summary>Finds the places that twelve characters follow.</summary>
    private static ulong Runs(ulong alphabet, ulong alphabetAfter)
    {
        var (two, twoAfter) = (alphabet & At(alphabet, alphabetAfter, 1), alphabetAfter & (alphabetAfter >> 1));
        var (four, fourAfter) = (two & At(two, twoAfter, 2), twoAfter & (twoAfter >> 2));
        return four & At(four, fourAfter, 4) & At(four, fourAfter, 8);
    }

    /// <summary>Finds dots that another follows as in an address of version 4.</summary>
    private static ulong Dots(ulong dot, ulong dotAfter) => dot == 0 ? 0 : dot & (At(dot, dotAfter, 2) | At(dot, dotAfter, 3) | At(dot, dotAfter, 4));

    /// <summary>Finds colons beside another or before two more as in an address of version 6.</summary>
    private static ulong Colons(ulong colon, ulong colonAfter)
    {
        var pairs = colon & Within5(colon, colonAfter);
        var pairsAfter = colonAfter & Within5(colonAfter, 0);
        return colon & (At(colon, colonAfter, 1) | Within5(pairs, pairsAfter));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Within5(ulong mask, ulong after) => At(mask, after, 1) | At(mask, after, 2) | At(mask, after, 3) | At(mask, after, 4) | At(mask, after, 5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong At(ulong mask, ulong after, int distance) => (mask >> distance) | (after << (64 - distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Before(ulong mask, ulong before, int distance) => (mask << distance) | (before >> (64 - distance));

    /// <summary>Finds where the second half of a Medicare identifier follows, with hyphens or without.</summary>
    private static ulong MedicareRest(ulong digit, ulong digitAfter, ulong letter, ulong letterAfter)
    {
        return (At(letter, letterAfter, 4) & At(digit, digitAfter, 6) & At(letter, letterAfter, 7) & At(letter, letterAfter, 8) & At(digit, digitAfter, 9) & At(digit, digitAfter, 10))
            | (At(letter, letterAfter, 5) & At(digit, digitAfter, 7) & At(letter, letterAfter, 9) & At(letter, letterAfter, 10) & At(digit, digitAfter, 11) & At(digit, digitAfter, 12));
    }
}
