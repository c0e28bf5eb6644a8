using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>
/// Tells where one of some literals may start, by their first three bytes: each byte is looked up by its halves in tables of eight groups of
/// literals, and a place stays where one group allows all three. The filter of Hyperscan's Teddy.
/// </summary>
internal static class LiteralFilter
{
    /// <summary>How many bytes after a place are looked at.</summary>
    public const int LookAhead = 2;

    private const int Positions = 3;
    private const int Halves = 16;

    /// <summary>The groups: first, second and third bytes of the literals that <see cref="Detectors.LiteralScanner"/> knows.</summary>
    private static readonly (string First, string Second, string Third)[] Groups =
    [
        ("A", "KSBC", "IC"),
        ("A", "I", "z"),
        ("g", "hil", "pousrt"),
        ("hs", "fh", "_p"),
        ("nd", "po", "mp"),
        ("srS", "kG", "_-."),
        ("ex", "yo", "Jx"),
        ("-([{ ", "-aAdD", "-tToO"),
    ];

    private static readonly byte[] Tables = MakeTables();

    /// <summary>Finds the places in 32 bytes.</summary>
    /// <param name="text">The first of them; two more can be read after the last.</param>
    /// <returns>Bit i: the byte i may start a literal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Find(ref byte text)
    {
        var groups = Look(Vector256.LoadUnsafe(ref text), 0) & Look(Vector256.LoadUnsafe(ref text, 1), 1) & Look(Vector256.LoadUnsafe(ref text, 2), 2);
        return ~Vector256.Equals(groups, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Finds the places in 16 bytes, where vectors are no longer.</summary>
    /// <param name="text">The first of them; two more can be read after the last.</param>
    /// <returns>Bit i: the byte i may start a literal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FindPortable(ref byte text)
    {
        var groups = LookPortable(Vector128.LoadUnsafe(ref text), 0) & LookPortable(Vector128.LoadUnsafe(ref text, 1), 1) & LookPortable(Vector128.LoadUnsafe(ref text, 2), 2);
        return ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(Vector256<byte> bytes, int position)
    {
        var (low, high) = (Table(position, 0), Table(position, 1));
        var nibble = Vector256.Create((byte)0x0F);
        var upper = Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;
        return Avx2.Shuffle(Vector256.Create(low, low), bytes & nibble) & Avx2.Shuffle(Vector256.Create(high, high), upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LookPortable(Vector128<byte> bytes, int position)
    {
        var nibble = Vector128.Create((byte)0x0F);
        var upper = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;
        return Vector128.Shuffle(Table(position, 0), bytes & nibble) & Vector128.Shuffle(Table(position, 1), upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Table(int position, int half) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Tables), (nuint)(((2 * position) + half) * Halves));

    private static byte[] MakeTables()
    {
        var tables = new byte[2 * Positions * Halves];
        for (var group = 0; group < Groups.Length; group++)
        {
            var (first, second, third) = Groups[group];
            Add(0, first);
            Add(1, second);
            Add(2, third);

            void Add(int position, string bytes)
            {
                foreach (var one in bytes)
                {
                    tables[(2 * position * Halves) + (one & 15)] |= (byte)(1 << group);
                    tables[(((2 * position) + 1) * Halves) + (one >> 4)] |= (byte)(1 << group);
                }
            }
        }

        return tables;
    }
}
