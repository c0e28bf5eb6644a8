using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>Reads the letter O among digits as the digit 0: `5O2-43-7781`.</summary>
internal static class LetterZero
{
    /// <summary>How far around a letter a number that it belongs to may reach.</summary>
    public const int Reach = 64;

    private const int LongestGroup = 10;

    /// <summary>Finds the next letter O in a group of digits that stands beside another group.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public static int Next(ReadOnlySpan<byte> text, int from)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = from;
        if (at == 0 && IsOne(text, at)) return at;
        for (at = Math.Max(at, 1); at + Vector256<byte>.Count < text.Length; at += Vector256<byte>.Count)
        {
            var letter = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)at) | Vector256.Create((byte)0x20), Vector256.Create((byte)'o'));
            if (letter == Vector256<byte>.Zero) continue;
            var beside = IsDigit(Vector256.LoadUnsafe(ref start, (nuint)at - 1)) | IsDigit(Vector256.LoadUnsafe(ref start, (nuint)at + 1));
            for (var places = (letter & beside).ExtractMostSignificantBits(); places != 0; places &= places - 1)
            {
                var place = at + BitOperations.TrailingZeroCount(places);
                if (IsOne(text, place)) return place;
            }
        }

        for (; at < text.Length; at++)
            if (IsOne(text, at)) return at;
        return -1;
    }

    /// <summary>Finds the next letter O, beside a digit, in a group of digits that stands beside another group, in a text of which there are masks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Its masks.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public static int Next(ReadOnlySpan<byte> text, TextIndex index, int from)
    {
        var at = index.NextZero(from);
        while (at >= 0 && !IsOne(text, at)) at = index.NextZero(at + 1);
        return at;
    }

    /// <summary>Reads a stretch.</summary>
    /// <param name="text">The stretch.</param>
    /// <param name="target">Takes it, as long as it was, with a 0 for each letter O of a token of digits and such letters.</param>
    public static void Read(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        for (var at = 0; at < text.Length; at++)
        {
            if (!ByteClass.IsAlphanumeric(text[at])) continue;
            var (end, hasDigit, isNumber) = (at, false, true);
            for (; end < text.Length && ByteClass.IsAlphanumeric(text[end]); end++)
            {
                var isDigit = ByteClass.IsDigit(text[end]);
                hasDigit |= isDigit;
                isNumber &= isDigit || IsLetter(text[end]);
            }

            if (hasDigit && isNumber)
                for (var i = at; i < end; i++)
                    if (!ByteClass.IsDigit(text[i])) target[i] = (byte)'0';
            at = end;
        }
    }

    /// <summary>Says whether a finding in what was read is a grouped number in which a letter was read as a digit.</summary>
    public static bool IsMeant(ReadOnlySpan<byte> raw, DlpEntity entity)
    {
        if (entity is not (DlpEntity.UsSsn or DlpEntity.Phone or DlpEntity.CreditCard)) return false;
        var (hasLetter, hasSeparator) = (false, false);
        for (var i = 0; i < raw.Length; i++)
        {
            hasLetter |= IsLetter(raw[i]) && ((i > 0 && ByteClass.IsDigit(raw[i - 1])) || (i + 1 < raw.Length && ByteClass.IsDigit(raw[i + 1])));
            hasSeparator |= i > 0 && ByteClass.IsSeparator(raw[i]);
        }

        return hasLetter && hasSeparator;
    }

    /// <summary>Says whether a letter stands in a group of digits, beside another group.</summary>
    private static bool IsOne(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length || !IsLetter(text[at])) return false;
        var (start, end, hasDigit) = (at, at + 1, false);
        for (; start > 0 && IsDigitOrLetter(text[start - 1]); start--)
        {
            hasDigit |= ByteClass.IsDigit(text[start - 1]);
            if (at - start > LongestGroup) return false;
        }

        for (; end < text.Length && IsDigitOrLetter(text[end]); end++)
        {
            hasDigit |= ByteClass.IsDigit(text[end]);
            if (end - at > LongestGroup) return false;
        }

        if (!hasDigit || (start > 0 && ByteClass.IsAlphanumeric(text[start - 1])) || (end < text.Length && ByteClass.IsAlphanumeric(text[end]))) return false;
        return IsGroup(text, start - 1, -1) || IsGroup(text, end, 1);
    }

    /// <summary>Says whether a group follows after one to three separators, on one side.</summary>
    private static bool IsGroup(ReadOnlySpan<byte> text, int at, int step)
    {
        for (var count = 0; (uint)at < (uint)text.Length && count <= DigitGroups.MaxSeparator; at += step, count++)
        {
            if (count > 0 && IsDigitOrLetter(text[at])) return true;
            if (!ByteClass.IsSeparator(text[at])) return false;
        }

        return false;
    }

    private static bool IsDigitOrLetter(byte one) => ByteClass.IsDigit(one) || IsLetter(one);

    private static bool IsLetter(byte one) => (one | 0x20) == 'o';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> IsDigit(Vector256<byte> bytes) => Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
}
