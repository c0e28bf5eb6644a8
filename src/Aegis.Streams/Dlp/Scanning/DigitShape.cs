using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>
/// Tells by the lengths of its runs of digits alone whether a field whose key or column, and whose words if it has any (<see cref="Context.FieldWords"/>), name nothing may hold a number that speaks for itself:
/// a card, a social security number or a telephone. Whatever stands between the runs, other lengths are nothing that <see cref="NumberScanner"/> reports there.
/// </summary>
internal static class DigitShape
{
    /// <summary>Says whether there may be such a number.</summary>
    /// <param name="digits">Which bytes of the field are digits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayBeNumber(ulong digits)
    {
        // Which bytes so many digits follow, and where runs of just so many start: all runs are looked at together, without a branch for any of them.
        var two = digits & (digits >> 1);
        var four = two & (two >> 2);
        var eight = four & (four >> 4);
        var starts = digits & ~(digits << 1);
        var cards = starts & eight & (eight >> (CreditCardDetector.FewestUnnamed - 8)) & ~(eight & (eight >> 8) & (four >> 16)); // 14 to 19: two overlapping eights, and not 20, which are eight, eight and four.
        var threes = starts & two & (digits >> 2) & ~(digits >> 3);
        var fours = starts & four & ~(digits >> 4);
        var sixes = starts & four & (two >> 4) & ~(digits >> 6);
        var sevens = starts & four & (four >> 3) & ~(digits >> 7);
        var tens = starts & eight & (two >> 8) & ~(digits >> 10);
        if (cards != 0) return true;
        return ((fours != 0 && (threes | sixes) != 0) || BitOperations.PopCount(fours) >= 4 || (sevens != 0 && threes != 0) || tens != 0) && HasShape(digits);
    }

    /// <summary>Looks at one run after the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HasShape(ulong digits)
    {
        var (shape, may) = (0, false); // Four bits for each of the last runs, the last one lowest.
        while (digits != 0)
        {
            digits >>= BitOperations.TrailingZeroCount(digits);
            var length = BitOperations.TrailingZeroCount(~digits);
            digits >>= length;
            shape = (shape << 4) | Math.Min(length, 15);
            var (two, three) = (shape & 0xFF, shape & 0xFFF);
            may |= three is 0x324 or 0x334 or 0x464 or 0x465 || two is 0x37 or 0x64 or 0x1A || (shape & 0xFFFF) == 0x4444;
        }

        return may;
    }
}
