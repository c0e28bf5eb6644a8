using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>
/// Tells where base64 (RFC 4648 sections 4 and 5) of text may start: twelve characters of the alphabet, of either kind, that decode to nine
/// printable bytes of ASCII. Words, paths, hashes and random bytes hardly ever do; any eleven printable characters in a text do somewhere.
/// </summary>
internal static class Base64Filter
{
    /// <summary>How many places one look tells of.</summary>
    public const int Step = 48;

    /// <summary>How many characters a place stands for.</summary>
    public const int Characters = 12;

    private const int Window = 64;
    private const ulong Places = (1UL << Step) - 1;
    private const byte Underscore = 16;

    // By the upper half of a byte and by its lower half, what it may be; a character of the alphabet has a bit in common.
    private static readonly Vector128<byte> Upper = Vector128.Create((byte)0, 0, 1, 2, 4, 8 | Underscore, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0);
    private static readonly Vector128<byte> Lower = Vector128.Create((byte)(2 | 8), 14, 14, 14, 14, 14, 14, 14, 14, 14, 4 | 8, 1 | 4, 4, 1 | 4, 4, 1 | 4 | Underscore);

    // What makes the number of a letter or digit of it, by the upper half. The bits of signs are near enough for a filter, once the highest of
    // the underscore is set.
    private static readonly Vector128<byte> Shift = Vector128.Create((byte)0, 0, 0x10, 4, 191, 191, 185, 185, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Finds the places in the bytes from an offset on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The offset.</param>
    /// <param name="isWide">Whether 32 bytes are looked at together; both ways give the same.</param>
    /// <returns>Bit i: base64 of text may start at the byte i from there, for the first <see cref="Step"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ReadOnlySpan<byte> text, int at, bool isWide)
    {
        if (at + Window > text.Length) return FindLast(text[at..], isWide);
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        return isWide ? FindWide(ref start) : FindPortable(ref start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong FindLast(ReadOnlySpan<byte> rest, bool isWide)
    {
        Span<byte> copy = stackalloc byte[Window];
        rest.CopyTo(copy);
        return Find(copy, 0, isWide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FindWide(ref byte start)
    {
        var (first, second) = (Vector256.LoadUnsafe(ref start), Vector256.LoadUnsafe(ref start, 32));
        var (one, two) = (Kinds(first), Kinds(second));
        var runs = Runs(IsInAlphabet(one) | ((ulong)IsInAlphabet(two) << 32));
        if (runs == 0) return 0;
        Bits bits = default;
        AddWide(ref bits, first, one, 0);
        AddWide(ref bits, second, two, 32);
        return runs & bits.Groups();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWide(ref Bits bits, Vector256<byte> bytes, Vector256<byte> kinds, int shift)
    {
        var values = (bytes + Avx2.Shuffle(Vector256.Create(Shift, Shift), UpperHalf(bytes))) | Vector256.ShiftLeft((kinds & Vector256.Create(Underscore)).AsUInt16(), 1).AsByte();
        bits.Bit5 |= (ulong)High(values, 2) << shift;
        bits.Bit4 |= (ulong)High(values, 3) << shift;
        bits.Bit3 |= (ulong)High(values, 4) << shift;
        bits.Bit2 |= (ulong)High(values, 5) << shift;
        bits.Bit1 |= (ulong)High(values, 6) << shift;
        bits.Bit0 |= (ulong)High(values, 7) << shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Kinds(Vector256<byte> bytes) =>
        Avx2.Shuffle(Vector256.Create(Lower, Lower), bytes & Vector256.Create((byte)0x8F)) & Avx2.Shuffle(Vector256.Create(Upper, Upper), UpperHalf(bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint IsInAlphabet(Vector256<byte> kinds) => ~Vector256.Equals(kinds, Vector256<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> UpperHalf(Vector256<byte> bytes) => Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint High(Vector256<byte> values, int bit) => Vector256.ShiftLeft(values.AsUInt16(), bit).AsByte().ExtractMostSignificantBits();

    private static ulong FindPortable(ref byte start)
    {
        var alphabet = 0UL;
        Bits bits = default;
        for (var part = 0; part < Window; part += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)part);
            var half = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);
            var both = Vector128.Shuffle(Lower, bytes & Vector128.Create((byte)0x8F)) & Vector128.Shuffle(Upper, half);
            var values = (bytes + Vector128.Shuffle(Shift, half)) | Vector128.ShiftLeft((both & Vector128.Create(Underscore)).AsUInt16(), 1).AsByte();
            alphabet |= (ulong)(~Vector128.Equals(both, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF) << part;
            bits.Bit5 |= (ulong)HighPortable(values, 2) << part;
            bits.Bit4 |= (ulong)HighPortable(values, 3) << part;
            bits.Bit3 |= (ulong)HighPortable(values, 4) << part;
            bits.Bit2 |= (ulong)HighPortable(values, 5) << part;
            bits.Bit1 |= (ulong)HighPortable(values, 6) << part;
            bits.Bit0 |= (ulong)HighPortable(values, 7) << part;
        }

        return Runs(alphabet) & bits.Groups();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HighPortable(Vector128<byte> values, int bit) => Vector128.ShiftLeft(values.AsUInt16(), bit).AsByte().ExtractMostSignificantBits();

    /// <summary>Finds the places that twelve characters of the alphabet follow.</summary>
    private static ulong Runs(ulong alphabet)
    {
        var runs = alphabet & (alphabet >> 1);
        runs &= runs >> 2;
        runs &= runs >> 4;
        return runs & (runs >> 4) & Places;
    }

    /// <summary>The bits of the numbers of 64 characters, the lowest character first.</summary>
    private struct Bits
    {
        public ulong Bit5;
        public ulong Bit4;
        public ulong Bit3;
        public ulong Bit2;
        public ulong Bit1;
        public ulong Bit0;

        /// <summary>
        /// Finds the places that three groups of printable bytes follow: their highest bit is not set, and one of the next two is. Those of the
        /// first byte are bits 5, 4 and 3 of the first character, of the second byte bits 3, 2 and 1 of the second character, of the third byte
        /// bits 1 and 0 of the third character and bit 5 of the fourth.
        /// </summary>
        public readonly ulong Groups()
        {
            var first = ~Bit5 & (Bit4 | Bit3);
            var second = ~Bit3 & (Bit2 | Bit1);
            var group = first & (second >> 1) & (~Bit1 >> 2) & ((Bit0 >> 2) | (Bit5 >> 3));
            return group & (group >> 4) & (group >> 8);
        }
    }
}
