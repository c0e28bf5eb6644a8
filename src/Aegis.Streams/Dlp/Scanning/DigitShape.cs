using System.Numerics;
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
    public static bool MayBeNumber(ulong digits)
    {
        var (shape, may) = (0, false); // Four bits for each of the last runs, the last one lowest.
        while (digits != 0)
        {
            digits >>= BitOperations.TrailingZeroCount(digits);
            var length = BitOperations.TrailingZeroCount(~digits);
            if (length >= CreditCardDetector.FewestDigits) return true;
            digits >>= length;
            shape = (shape << 4) | length;
            var (two, three) = (shape & 0xFF, shape & 0xFFF);
            may |= three is 0x324 or 0x334 or 0x464 or 0x465 || two is 0x37 or 0x64 or 0x1A || (shape & 0xFFFF) == 0x4444;
        }

        return may;
    }
}
