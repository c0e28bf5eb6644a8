using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>A table of sixteen bytes by half a byte, four times over so that a vector of 16, 32 or 64 bytes is loaded at once.</summary>
internal static class NibbleTable
{
    /// <summary>How long a table is.</summary>
    public const int Length = 64;

    /// <summary>Makes a table.</summary>
    /// <param name="table">The sixteen bytes.</param>
    public static byte[] Make(ReadOnlySpan<byte> table) => [.. table, .. table, .. table, .. table];

    /// <summary>Loads 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load512(byte[] tables, int offset = 0) => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(tables), (nuint)offset);

    /// <summary>Loads 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load256(byte[] tables, int offset = 0) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(tables), (nuint)offset);

    /// <summary>Loads 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load128(byte[] tables, int offset = 0) => Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(tables), (nuint)offset);
}
