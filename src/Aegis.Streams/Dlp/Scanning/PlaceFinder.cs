using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Masks = System.Runtime.Intrinsics.Vector256<ulong>;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Finds the places of four blocks where a detector has to look, by what stands beside each byte: in its block, before it and after it.</summary>
internal static class PlaceFinder
{
    /// <summary>Finds the places, and what else depends on what stands beside a byte.</summary>
    /// <param name="rows">The masks; takes the places.</param>
    /// <param name="block">The first of the four blocks.</param>
    /// <param name="hasFields">Whether the text has fields.</param>
    public static void Find(MaskRows rows, int block, bool hasFields)
    {
        var special = rows.Special.Load(block);
        var reference = rows.Reference.Load(block);
        if (hasFields)
        {
            var ends = rows.Separator.Load(block) | rows.Quote.Load(block) | rows.Structure.Load(block);
            var endsAfter = rows.Separator.Load(block + 1) | rows.Quote.Load(block + 1) | rows.Structure.Load(block + 1);
            reference = Vector256.AndNot(reference, At(ends, endsAfter, 1));
        }

        special |= reference;
        rows.Special.Store(block, special);
        rows.Run.Store(block, Runs(rows.Alphabet.Load(block), rows.Alphabet.Load(block + 1)));
        rows.Any.Store(block, special | rows.Literal.Load(block) | rows.Sign.Load(block) | OfDigits(rows, block) | OfColons(rows, block));
    }

    private static Masks OfDigits(MaskRows rows, int block)
    {
        var (digit, digitAfter) = (rows.Digit.Load(block), rows.Digit.Load(block + 1));
        var (letter, letterAfter) = (rows.Letter.Load(block), rows.Letter.Load(block + 1));
        var (digit1, digit2, digit3) = (At(digit, digitAfter, 1), At(digit, digitAfter, 2), At(digit, digitAfter, 3));
        var digitBefore = Before(digit, rows.Digit.Load(block - 1), 1);
        rows.Zero.Store(block, rows.LetterO.Load(block) & (digit1 | digitBefore));
        var places = Vector256.AndNot(digit & digit1 & digit2, digitBefore);
        if (places != Masks.Zero) places = Vector256.AndNot(places, LoneNumbers(rows, block, digit3));

        // Two letters and two digits, or the same with a sign between.
        var letter1 = At(letter, letterAfter, 1);
        var code = Vector256.AndNot(letter & letter1 & digit3, digitBefore | Before(letter, rows.Letter.Load(block - 1), 1));
        places |= code & (digit2 | Vector256.AndNot(At(digit, digitAfter, 4), At(letter, letterAfter, 2)));

        var medicare = digit & letter1 & digit3;
        if (medicare != Masks.Zero) places |= medicare & MedicareRest(digit, digitAfter, letter, letterAfter);
        var dot = rows.Dot.Load(block) & digitBefore & digit1;
        if (dot != Masks.Zero) places |= Dots(dot, rows.Dot.Load(block + 1) & Before(digitAfter, digit, 1) & Vector256.ShiftRightLogical(digitAfter, 1));
        return places;
    }

    /// <summary>
    /// Finds digits that are no number that anything is looked for in: none are before or after them, with what may stand between groups, and they are three or
    /// five; or they are four, which no letters stand before, as in a code, nor what stands before a year.
    /// </summary>
    private static Masks LoneNumbers(MaskRows rows, int block, Masks digit3)
    {
        var (digit, digitAfter, digitBefore) = (rows.Digit.Load(block), rows.Digit.Load(block + 1), rows.Digit.Load(block - 1));
        var (sign, signAfter, signBefore) = (rows.Separator.Load(block), rows.Separator.Load(block + 1), rows.Separator.Load(block - 1));
        var (digit4, digit5) = (At(digit, digitAfter, 4), At(digit, digitAfter, 5));

        // Of the blocks beside these only the bytes next to them count, so that what is beyond those need not be known.
        var joinsNext = JoinsNext(sign, signAfter, digit, digitAfter);
        var joinsNextAfter = JoinsNext(signAfter, Masks.Zero, digitAfter, Masks.Zero);
        var joinsLast = JoinsLast(sign, signBefore, digit, digitBefore);
        var joinsLastBefore = JoinsLast(signBefore, Masks.Zero, digitBefore, Masks.Zero);
        var three = ~(digit3 | At(joinsNext, joinsNextAfter, 3));
        var four = Vector256.AndNot(digit3, digit4 | At(joinsNext, joinsNextAfter, 4));
        var five = Vector256.AndNot(digit3 & digit4, digit5 | At(joinsNext, joinsNextAfter, 5));
        var isYearOrCode = Before(rows.BeforeYear.Load(block), rows.BeforeYear.Load(block - 1), 1) | AfterWord(rows.Letter.Load(block), rows.Letter.Load(block - 1));
        return Vector256.AndNot(three | five | Vector256.AndNot(four, isYearOrCode), Before(joinsLast, joinsLastBefore, 1));
    }

    /// <summary>Finds separators that digits follow, with one or two more between at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks JoinsNext(Masks sign, Masks signAfter, Masks digit, Masks digitAfter) =>
        sign & (At(digit, digitAfter, 1) | (At(sign, signAfter, 1) & (At(digit, digitAfter, 2) | (At(sign, signAfter, 2) & At(digit, digitAfter, 3)))));

    /// <summary>Finds separators that digits stand before, with one or two more between at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks JoinsLast(Masks sign, Masks signBefore, Masks digit, Masks digitBefore) =>
        sign & (Before(digit, digitBefore, 1) | (Before(sign, signBefore, 1) & (Before(digit, digitBefore, 2) | (Before(sign, signBefore, 2) & Before(digit, digitBefore, 3)))));

    /// <summary>Finds what five letters stand before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks AfterWord(Masks letter, Masks letterBefore)
    {
        var (two, twoBefore) = (letter & Before(letter, letterBefore, 1), letterBefore & Vector256.ShiftLeft(letterBefore, 1));
        var (four, fourBefore) = (two & Before(two, twoBefore, 2), twoBefore & Vector256.ShiftLeft(twoBefore, 2));
        return Before(four, fourBefore, 1) & Before(letter, letterBefore, 5);
    }

    /// <summary>Finds the places that twelve characters follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Runs(Masks alphabet, Masks alphabetAfter)
    {
        var (two, twoAfter) = (alphabet & At(alphabet, alphabetAfter, 1), alphabetAfter & Vector256.ShiftRightLogical(alphabetAfter, 1));
        var (four, fourAfter) = (two & At(two, twoAfter, 2), twoAfter & Vector256.ShiftRightLogical(twoAfter, 2));
        return four & At(four, fourAfter, 4) & At(four, fourAfter, 8);
    }

    /// <summary>Finds dots that another follows as in an address of version 4.</summary>
    private static Masks Dots(Masks dot, Masks dotAfter) => dot & (At(dot, dotAfter, 2) | At(dot, dotAfter, 3) | At(dot, dotAfter, 4));

    /// <summary>Finds colons beside another or before two more, as in an address of version 6, and those that may end a name: `key1:` and `db19://`, but not `10:30`.</summary>
    private static Masks OfColons(MaskRows rows, int block)
    {
        var (colon, colonAfter) = (rows.Colon.Load(block), rows.Colon.Load(block + 1));
        if (colon == Masks.Zero) return colon;
        var pairs = colon & Within5(colon, colonAfter);
        var pairsAfter = colonAfter & Within5(colonAfter, Masks.Zero);
        var isLabel = ~Before(rows.Digit.Load(block), rows.Digit.Load(block - 1), 1) | Before(rows.Letter.Load(block), rows.Letter.Load(block - 1), 2) | At(rows.Separator.Load(block), rows.Separator.Load(block + 1), 1);
        return colon & (At(colon, colonAfter, 1) | Within5(pairs, pairsAfter) | isLabel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Within5(Masks mask, Masks after) => At(mask, after, 1) | At(mask, after, 2) | At(mask, after, 3) | At(mask, after, 4) | At(mask, after, 5);

    /// <summary>Finds where the second half of a Medicare identifier follows, with hyphens or without.</summary>
    private static Masks MedicareRest(Masks digit, Masks digitAfter, Masks letter, Masks letterAfter)
    {
        return (At(letter, letterAfter, 4) & At(digit, digitAfter, 6) & At(letter, letterAfter, 7) & At(letter, letterAfter, 8) & At(digit, digitAfter, 9) & At(digit, digitAfter, 10))
            | (At(letter, letterAfter, 5) & At(digit, digitAfter, 7) & At(letter, letterAfter, 9) & At(letter, letterAfter, 10) & At(digit, digitAfter, 11) & At(digit, digitAfter, 12));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks At(Masks mask, Masks after, int distance) => Vector256.ShiftRightLogical(mask, distance) | Vector256.ShiftLeft(after, 64 - distance);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Before(Masks mask, Masks before, int distance) => Vector256.ShiftLeft(mask, distance) | Vector256.ShiftRightLogical(before, 64 - distance);
}
