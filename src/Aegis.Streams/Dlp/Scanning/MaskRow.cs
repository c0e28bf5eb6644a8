using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>One kind of mask of some blocks in a row, so that four blocks are looked at together, with those before and after each. The first is that of the block before them.</summary>
[InlineArray(Length)]
internal struct MaskRow
{
    /// <summary>How many blocks are classified together.</summary>
    public const int Blocks = 32;

    /// <summary>How many blocks are looked at together.</summary>
    public const int Step = 4;

    // One block before, one after, and what four of them reach over that.
    private const int Length = Blocks + 2 + Step;

    private ulong _first;

    /// <summary>Gets the mask of a block, or sets it.</summary>
    /// <param name="block">The block, which is one of the row: it is not checked, as the length of the row is known where blocks are counted.</param>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Of(int block) => ref Unsafe.Add(ref _first, block);

    /// <summary>Loads the masks of four blocks.</summary>
    /// <param name="block">The first of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<ulong> Load(int block) => Vector256.LoadUnsafe(in _first, (nuint)block);

    /// <summary>Stores the masks of four blocks.</summary>
    /// <param name="block">The first of them.</param>
    /// <param name="masks">The masks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int block, Vector256<ulong> masks) => masks.StoreUnsafe(ref _first, (nuint)block);

    /// <summary>Makes the last of some blocks the one before, and the one after them the first.</summary>
    /// <param name="blocks">How many they are.</param>
    public void Advance(int blocks)
    {
        Of(0) = Of(blocks);
        Of(1) = Of(blocks + 1);
    }
}
