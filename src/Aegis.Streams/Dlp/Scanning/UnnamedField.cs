using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>
/// Knows what need not be looked at in a short field that no key or column names. Most such fields with digits are an id, a time, an amount or a code: only cards, telephones and
/// social security numbers are numbers by themselves.
/// </summary>
internal static class UnnamedField
{
    /// <summary>Says whether no key or column names what a field is, and what needs a name is not wanted without one.</summary>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="findings">Tells how sure a finding must be.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOne(Signals signals, FindingList findings) => (signals & Signals.Kinds) == 0 && !findings.TakesUnnamed;

    /// <summary>Finds the places that are left to look at.</summary>
    /// <param name="text">The text that the masks were made of.</param>
    /// <param name="index">The masks.</param>
    /// <param name="start">Where the field starts: what it says is what it means.</param>
    /// <param name="end">Where it ends, at most 64 bytes later.</param>
    /// <param name="places">Its places: bit i stands for byte i of the field.</param>
    /// <param name="isMute">Whether it has no letter, and so no word that names a value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PlacesLeft(ReadOnlySpan<byte> text, TextIndex index, int start, int end, ulong places, out bool isMute)
    {
        var window = ulong.MaxValue >> (start - end);
        var (digits, letters) = (index.DigitsFrom(start) & window, index.LettersFrom(start) & window);
        isMute = letters == 0;
        if ((digits | letters) == UuidShape.Alphanumeric && UuidShape.IsOne(text[start..end])) return 0;
        var numbers = DigitShape.MayBeNumber(digits) ? 0 : places & digits & ~(letters >> 1);
        var pairs = letters & (letters >> 1);
        if (pairs == 0) return places ^ numbers; // There is no word (FieldWords) and no code.
        var idle = numbers | PrefixOf(text, start, end, places & pairs & ~(letters >> 2) & ~(digits >> 2));
        return idle != 0 && !FieldWords.MayName(text, start, letters) ? places ^ idle : places;
    }

    /// <summary>Finds two letters before a hyphen or space and digits, as in `SO-7813530100`: only the national insurance numbers of the United Kingdom are so written, and those need a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixOf(ReadOnlySpan<byte> text, int start, int end, ulong codes)
    {
        // No prefix of a secret is two letters and a hyphen alone (`sk-ant-` goes on with letters), so no literal is lost. Only the first is looked at: more are a text.
        if (codes == 0) return 0;
        var at = start + BitOperations.TrailingZeroCount(codes);
        return at + 3 < end && text[at + 2] is (byte)'-' or (byte)' ' && ByteClass.IsDigit(text[at + 3]) ? codes & (0 - codes) : 0;
    }
}
