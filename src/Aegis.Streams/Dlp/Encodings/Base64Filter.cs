using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>
/// Tells where base64 (RFC 4648 sections 4 and 5) of text may start: twelve characters of the alphabet, of either kind, that decode to nine
/// bytes of ASCII. Words, paths, hashes and random bytes hardly ever do; any eleven characters of ASCII in a text do somewhere.
/// </summary>
internal static class Base64Filter
{
    /// <summary>How many places one look tells of.</summary>
    public const int Step = 48;

    /// <summary>How many characters a place stands for.</summary>
    public const int Characters = 12;

    private const int Window = 64;
    private const ulong Places = (1UL << Step) - 1;

    // By the upper half of a byte and by its lower half, what it may be; a character of the alphabet has a bit in common.
    private static readonly Vector128<byte> Upper = Vector128.Create((byte)0, 0, 1, 2, 4, 8 | 16, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0);
    private static readonly Vector128<byte> Lower = Vector128.Create((byte)(2 | 8), 14, 14, 14, 14, 14, 14, 14, 14, 14, 4 | 8, 1 | 4, 4, 1 | 4, 4, 1 | 4 | 16);

    // What makes the number of a letter or digit of it, by the upper half.
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
        copy.Clear();
        rest.CopyTo(copy);
        return Find(copy, 0, isWide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FindWide(ref byte start)
    {
        var (first, second) = (Vector256.LoadUnsafe(ref start), Vector256.LoadUnsafe(ref start, 32));
        var runs = Runs(IsInAlphabet(first) | ((ulong)IsInAlphabet(second) << 32));
        if (runs == 0) return 0;
        var (one, two) = (Values(first), Values(second));
        return runs & Groups(High(one, 2) | ((ulong)High(two, 2) << 32), High(one, 4) | ((ulong)High(two, 4) << 32), High(one, 6) | ((ulong)High(two, 6) << 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint IsInAlphabet(Vector256<byte> bytes)
    {
        var both = Avx2.Shuffle(Vector256.Create(Lower, Lower), bytes & Vector256.Create((byte)0x8F)) & Avx2.Shuffle(Vector256.Create(Upper, Upper), UpperHalf(bytes));
        return ~Vector256.Equals(both, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> UpperHalf(Vector256<byte> bytes) => Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Values(Vector256<byte> bytes) => bytes + Avx2.Shuffle(Vector256.Create(Shift, Shift), UpperHalf(bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint High(Vector256<byte> values, int bit) => Vector256.ShiftLeft(values.AsUInt16(), bit).AsByte().ExtractMostSignificantBits();

    private static ulong FindPortable(ref byte start)
    {
        var (alphabet, first, second, third) = (0UL, 0UL, 0UL, 0UL);
        for (var part = 0; part < Window; part += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)part);
            var half = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);
            var both = Vector128.Shuffle(Lower, bytes & Vector128.Create((byte)0x8F)) & Vector128.Shuffle(Upper, half);
            var values = bytes + Vector128.Shuffle(Shift, half);
            alphabet |= (ulong)(~Vector128.Equals(both, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF) << part;
            first |= (ulong)Vector128.ShiftLeft(values.AsUInt16(), 2).AsByte().ExtractMostSignificantBits() << part;
            second |= (ulong)Vector128.ShiftLeft(values.AsUInt16(), 4).AsByte().ExtractMostSignificantBits() << part;
            third |= (ulong)Vector128.ShiftLeft(values.AsUInt16(), 6).AsByte().ExtractMostSignificantBits() << part;
        }

        return Runs(alphabet) & Groups(first, second, third);
    }

    /// <summary>Finds the places that twelve characters of the alphabet follow.</summary>
    private static ulong Runs(ulong alphabet)
    {
        var runs = alphabet & (alphabet >> 1);
        runs &= runs >> 2;
        runs &= runs >> 4;
        return runs & (runs >> 4) & Places;
    }

    /// <summary>
    /// Finds the places that three groups of ASCII follow. The highest bit of the first byte of a group is bit 5 of its first character, that
    /// of the second byte is bit 3 of the second character, that of the third byte is bit 1 of the third.
    /// </summary>
    private static ulong Groups(ulong first, ulong second, ulong third)
    {
        var group = ~(first | (second >> 1) | (third >> 2));
        return group & (group >> 4) & (group >> 8);
    }
}
