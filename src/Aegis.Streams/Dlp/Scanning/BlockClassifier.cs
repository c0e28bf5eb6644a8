using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>
/// Makes the masks of a text, in one pass over its bytes. With AVX2 32 bytes are looked at together, else 16 (Vector128); both give the
/// same masks.
/// </summary>
internal static class BlockClassifier
{
    /// <summary>Gets a value indicating whether this machine has the wide path.</summary>
    public static bool IsWide => Avx2.IsSupported;

    /// <summary>Classifies a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">Which structure it has.</param>
    /// <param name="blocks">Takes the masks; as long as the text in blocks, the last one filled up with zeros.</param>
    /// <param name="isWide">Whether 32 bytes are looked at together.</param>
    public static void Classify(ReadOnlySpan<byte> text, TextFormat format, Span<BlockMasks> blocks, bool isWide)
    {
        var safe = Math.Max(0, text.Length - LiteralFilter.LookAhead) / BlockMasks.Size;
        ClassifyBlocks(text, format, blocks[..safe], isWide);
        if (safe < blocks.Length)
        {
            // What is left is classified in a copy, after which there are zeros to look at: one block, or a whole one and the bytes it looks ahead to.
            Span<byte> rest = stackalloc byte[(2 * BlockMasks.Size) + LiteralFilter.LookAhead];
            rest.Clear();
            text[(safe * BlockMasks.Size)..].CopyTo(rest);
            ClassifyBlocks(rest, format, blocks[safe..], isWide);
        }

        Join(blocks);
    }

    private static void ClassifyBlocks(ReadOnlySpan<byte> text, TextFormat format, Span<BlockMasks> blocks, bool isWide)
    {
        ref var bytes = ref MemoryMarshal.GetReference(text);
        var (delimiter, quote) = (format.Delimiter, format.Quote);
        for (var block = 0; block < blocks.Length; block++)
        {
            ref var start = ref Unsafe.Add(ref bytes, block * BlockMasks.Size);
            if (isWide) ClassifyWide(ref start, delimiter, quote, out blocks[block]);
            else ClassifyPortable(ref start, delimiter, quote, out blocks[block]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClassifyWide(ref byte start, byte delimiter, byte quote, out BlockMasks masks)
    {
        masks = default;
        for (var half = 0; half < 2; half++)
        {
            var shift = 32 * half;
            ref var at = ref Unsafe.Add(ref start, shift);
            var bytes = Vector256.LoadUnsafe(ref at);
            var digit = Vector256.Equals(Vector256.Min(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9)), bytes - Vector256.Create((byte)'0'));
            var small = (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a');
            var letter = Vector256.Equals(Vector256.Min(small, Vector256.Create((byte)25)), small) | Is(bytes, (char)ByteClass.OtherLetter);
            var special = Is(bytes, '\\') | Is(bytes, '&') | Is(bytes, '%') | bytes;
            masks.Digit |= (ulong)digit.ExtractMostSignificantBits() << shift;
            masks.Letter |= (ulong)letter.ExtractMostSignificantBits() << shift;
            masks.Special |= (ulong)special.ExtractMostSignificantBits() << shift;
            masks.At |= (ulong)Is(bytes, '@').ExtractMostSignificantBits() << shift;
            masks.Plus |= (ulong)Is(bytes, '+').ExtractMostSignificantBits() << shift;
            masks.Address |= (ulong)Is(bytes, '.').ExtractMostSignificantBits() << shift;
            masks.Number |= (ulong)Is(bytes, ':').ExtractMostSignificantBits() << shift;
            masks.Assignment |= (ulong)Is(bytes, '=').ExtractMostSignificantBits() << shift;
            masks.Literal |= (ulong)LiteralFilter.Find(ref at) << shift;
            if (quote == 0) continue;
            masks.Quote |= (ulong)Is(bytes, (char)quote).ExtractMostSignificantBits() << shift;
            masks.Structure |= (ulong)(Is(bytes, '\n') | Is(bytes, '\r') | Is(bytes, (char)delimiter)).ExtractMostSignificantBits() << shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClassifyPortable(ref byte start, byte delimiter, byte quote, out BlockMasks masks)
    {
        masks = default;
        for (var part = 0; part < 4; part++)
        {
            var shift = 16 * part;
            ref var at = ref Unsafe.Add(ref start, shift);
            var bytes = Vector128.LoadUnsafe(ref at);
            var digit = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var letter = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25)) | IsPortable(bytes, (char)ByteClass.OtherLetter);
            var special = IsPortable(bytes, '\\') | IsPortable(bytes, '&') | IsPortable(bytes, '%') | bytes;
            masks.Digit |= (ulong)digit.ExtractMostSignificantBits() << shift;
            masks.Letter |= (ulong)letter.ExtractMostSignificantBits() << shift;
            masks.Special |= (ulong)special.ExtractMostSignificantBits() << shift;
            masks.At |= (ulong)IsPortable(bytes, '@').ExtractMostSignificantBits() << shift;
            masks.Plus |= (ulong)IsPortable(bytes, '+').ExtractMostSignificantBits() << shift;
            masks.Address |= (ulong)IsPortable(bytes, '.').ExtractMostSignificantBits() << shift;
            masks.Number |= (ulong)IsPortable(bytes, ':').ExtractMostSignificantBits() << shift;
            masks.Assignment |= (ulong)IsPortable(bytes, '=').ExtractMostSignificantBits() << shift;
            masks.Literal |= (ulong)LiteralFilter.FindPortable(ref at) << shift;
            if (quote == 0) continue;
            masks.Quote |= (ulong)IsPortable(bytes, (char)quote).ExtractMostSignificantBits() << shift;
            masks.Structure |= (ulong)(IsPortable(bytes, '\n') | IsPortable(bytes, '\r') | IsPortable(bytes, (char)delimiter)).ExtractMostSignificantBits() << shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Is(Vector256<byte> bytes, char one) => Vector256.Equals(bytes, Vector256.Create((byte)one));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsPortable(Vector128<byte> bytes, char one) => Vector128.Equals(bytes, Vector128.Create((byte)one));

    /// <summary>Makes starts of the masks of single bytes, by what stands beside each.</summary>
    private static void Join(Span<BlockMasks> blocks)
    {
        var (wasDigit, wereLetters) = (0UL, 0UL);
        for (var block = 0; block < blocks.Length; block++)
        {
            ref var masks = ref blocks[block];
            var (digit, letter, dot, colon) = (masks.Digit, masks.Letter, masks.Address, masks.Number);
            var (digitAfter, letterAfter, dotAfter, colonAfter) = (0UL, 0UL, 0UL, 0UL);
            if (block + 1 < blocks.Length)
            {
                ref readonly var next = ref blocks[block + 1];
                (digitAfter, letterAfter, dotAfter, colonAfter) = (next.Digit, next.Letter, next.Address, next.Number);
            }

            var digit1 = At(digit, digitAfter, 1);
            var digit2 = At(digit, digitAfter, 2);
            var digit3 = At(digit, digitAfter, 3);
            var letter1 = At(letter, letterAfter, 1);
            var digitBefore = (digit << 1) | wasDigit;
            masks.Number = digit & digit1 & digit2 & ~digitBefore;
            var letterBefore = (letter << 1) | (wereLetters >> 1);
            var code = letter & letter1 & ((digit2 & digit3) | (~digit2 & ~At(letter, letterAfter, 2) & digit3 & At(digit, digitAfter, 4))) & ~letterBefore & ~digitBefore;
            masks.Code = code | (digit & letter1 & digit3 & MedicareRest(digit, digitAfter, letter, letterAfter));
            masks.Address = (dot | colon) == 0 ? 0 : Addresses(dot & digitBefore & digit1, dotAfter & ((digitAfter << 1) | (digit >> 63)) & (digitAfter >> 1), colon, colonAfter);
            masks.Assignment |= colon & (~digitBefore | (letter << 2) | wereLetters); // `key1:`, but not `10:30`.
            masks.Any = masks.Special | masks.At | masks.Number | masks.Plus | masks.Address | masks.Assignment | masks.Code | masks.Literal;
            (wasDigit, wereLetters) = (digit >> 63, letter >> 62);
        }
    }

    /// <summary>Finds dots that another follows as in an address of version 4, and colons beside another or before two more as in one of version 6.</summary>
    private static ulong Addresses(ulong dot, ulong dotAfter, ulong colon, ulong colonAfter)
    {
        var dots = dot & (At(dot, dotAfter, 2) | At(dot, dotAfter, 3) | At(dot, dotAfter, 4));
        if (colon == 0) return dots;
        var pairs = colon & Within5(colon, colonAfter);
        var pairsAfter = colonAfter & Within5(colonAfter, 0);
        return dots | (colon & (At(colon, colonAfter, 1) | Within5(pairs, pairsAfter)));
    }

    private static ulong Within5(ulong mask, ulong after) => At(mask, after, 1) | At(mask, after, 2) | At(mask, after, 3) | At(mask, after, 4) | At(mask, after, 5);

    private static ulong At(ulong mask, ulong after, int distance) => (mask >> distance) | (after << (64 - distance));

    /// <summary>Finds where the second half of a Medicare identifier follows, with hyphens or without.</summary>
    private static ulong MedicareRest(ulong digit, ulong digitAfter, ulong letter, ulong letterAfter)
    {
        return (At(letter, letterAfter, 4) & At(digit, digitAfter, 6) & At(letter, letterAfter, 7) & At(letter, letterAfter, 8) & At(digit, digitAfter, 9) & At(digit, digitAfter, 10))
            | (At(letter, letterAfter, 5) & At(digit, digitAfter, 7) & At(letter, letterAfter, 9) & At(letter, letterAfter, 10) & At(digit, digitAfter, 11) & At(digit, digitAfter, 12));
    }
}
