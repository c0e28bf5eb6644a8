using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Aegis.Streams.Dlp.Encodings;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>
/// Tells where one of some literals may start, by their first three bytes: each byte is looked up by its halves in tables of eight groups of
/// literals, and a place stays where one group allows all three. The filter of Hyperscan's Teddy.
/// </summary>
internal static class LiteralFilter
{
    /// <summary>How many bytes after a place are looked at.</summary>
    public const int LookAhead = 2;

    /// <summary>How far apart blocks of words are to be, so that none of what may start in them is missed.</summary>
    public const int WordStep = BlockMasks.Size - RunLength;

    private const int RunLength = Base64Run.Fewest;
    private const int Positions = 3;
    private const int Halves = 16;

    /// <summary>The groups: first, second and third bytes of the literals that <see cref="Detectors.LiteralScanner"/> knows.</summary>
    private static readonly (string First, string Second, string Third)[] Groups =
    [
        ("A", "KSBCI", "ICz"),
        ("g", "hil", "pousrt"),
        ("hs", "fh", "_p"),
        ("nd", "po", "mp"),
        ("srS", "kG", "_-."),
        ("ex", "yo", "Jx"),
        ("-", "-", "-"),
        ("([{ ", "aAdD", "tToO"),
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

    /// <summary>Finds the places in 64 bytes, where vectors are as long.</summary>
    /// <param name="text">The first of them; two more can be read after the last.</param>
    /// <returns>Bit i: the byte i may start a literal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong FindWidest(ref byte text)
    {
        var groups = LookWidest(Vector512.LoadUnsafe(ref text), 0) & LookWidest(Vector512.LoadUnsafe(ref text, 1), 1) & LookWidest(Vector512.LoadUnsafe(ref text, 2), 2);
        return ~Vector512.Equals(groups, Vector512<byte>.Zero).ExtractMostSignificantBits();
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

    /// <summary>Says whether a literal or a run of base64 may start in a block without digits and plus signs.</summary>
    /// <param name="text">Its first byte; two more can be read after the last.</param>
    /// <param name="isWide">Whether 32 bytes are looked at together.</param>
    public static bool MayStart(ref byte text, bool isWide)
    {
        var (literals, run) = (0UL, 0UL);
        for (var part = 0; part < BlockMasks.Size; part += Vector256<byte>.Count)
        {
            ref var at = ref Unsafe.Add(ref text, part);
            literals |= isWide ? Find(ref at) : FindPortable(ref at) | FindPortable(ref Unsafe.Add(ref at, Vector128<byte>.Count));
            var bytes = Vector256.LoadUnsafe(ref at);
            var letters = Vector256.LessThanOrEqual((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)25));
            var signs = Vector256.Equals(bytes, Vector256.Create((byte)'-')) | Vector256.Equals(bytes, Vector256.Create((byte)'/')) | Vector256.Equals(bytes, Vector256.Create((byte)'_'));
            run |= (ulong)(letters | signs).ExtractMostSignificantBits() << part;
        }

        var two = run & (run >> 1);
        var four = two & (two >> 2);
        return literals != 0 || (four & (four >> 4) & (four >> 8) & (two >> 12)) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(Vector256<byte> bytes, int position)
    {
        var nibble = Vector256.Create((byte)0x0F);
        var upper = Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;
        return Avx2.Shuffle(NibbleTable.Load256(Tables, Low(position)), bytes & nibble) & Avx2.Shuffle(NibbleTable.Load256(Tables, High(position)), upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> LookWidest(Vector512<byte> bytes, int position)
    {
        var nibble = Vector512.Create((byte)0x0F);
        var upper = Vector512.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;
        return Avx512BW.Shuffle(NibbleTable.Load512(Tables, Low(position)), bytes & nibble) & Avx512BW.Shuffle(NibbleTable.Load512(Tables, High(position)), upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LookPortable(Vector128<byte> bytes, int position)
    {
        var nibble = Vector128.Create((byte)0x0F);
        var upper = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;
        return Vector128.Shuffle(NibbleTable.Load128(Tables, Low(position)), bytes & nibble) & Vector128.Shuffle(NibbleTable.Load128(Tables, High(position)), upper);
    }

    private static int Low(int position) => 2 * position * NibbleTable.Length;

    private static int High(int position) => Low(position) + NibbleTable.Length;

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

        return [.. tables.Chunk(Halves).SelectMany(table => NibbleTable.Make(table))];
    }
}
