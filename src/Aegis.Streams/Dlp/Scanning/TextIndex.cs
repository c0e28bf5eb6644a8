using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>The masks of a text. Kept from one text to the next so that nothing is allocated.</summary>
internal sealed class TextIndex
{
    // Two blocks more than the text has, without any bit, so that windows may reach over its end, and begin there.
    private readonly MaskRows _rows = new();
    private BlockMasks[] _blocks = new BlockMasks[16];
    private int _count;

    /// <summary>Gets or sets a value indicating whether 32 bytes are looked at together; both ways give the same.</summary>
    public bool IsWide { get; set; } = BlockClassifier.IsWide;

    /// <summary>Gets the masks.</summary>
    public ReadOnlySpan<BlockMasks> Blocks => _blocks.AsSpan(0, _count);

    /// <summary>Makes the masks of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">Which structure it has.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Build(ReadOnlySpan<byte> text, TextFormat format)
    {
        _count = (text.Length + BlockMasks.Size - 1) / BlockMasks.Size;
        if (_blocks.Length < _count + 2) _blocks = new BlockMasks[(int)BitOperations.RoundUpToPowerOf2((uint)_count + 2)];
        BlockClassifier.Classify(text, format, _blocks.AsSpan(0, _count), _rows, IsWide ? BlockClassifier.Widest : BlockWidth.Bytes16);
        _blocks[_count] = _blocks[_count + 1] = default;
    }

    /// <summary>Gets which of 64 bytes are digits.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong DigitsFrom(int at)
    {
        ref var after = ref BlockAfter(at);
        return From(Unsafe.Subtract(ref after, 1).Digit, after.Digit, at);
    }

    /// <summary>Gets which of 64 bytes are digits.</summary>
    /// <param name="at">The offset after the last of them: bit 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong DigitsBefore(int at)
    {
        ref var block = ref _blocks[(int)((uint)at / BlockMasks.Size)];
        return From(at < BlockMasks.Size ? 0 : Unsafe.Subtract(ref block, 1).Digit, block.Digit, at);
    }

    /// <summary>Gets which of 64 bytes are letters.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong LettersFrom(int at)
    {
        ref var after = ref BlockAfter(at);
        return From(Unsafe.Subtract(ref after, 1).Letter, after.Letter, at);
    }

    /// <summary>Gets which of 64 bytes are letters.</summary>
    /// <param name="at">The offset after the last of them: bit 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong LettersBefore(int at)
    {
        ref var block = ref _blocks[(int)((uint)at / BlockMasks.Size)];
        return From(at < BlockMasks.Size ? 0 : Unsafe.Subtract(ref block, 1).Letter, block.Letter, at);
    }

    /// <summary>Gets which of 64 bytes a detector has to look at.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong PlacesFrom(int at)
    {
        ref var after = ref BlockAfter(at);
        return From(Unsafe.Subtract(ref after, 1).Any, after.Any, at);
    }

    /// <summary>Says whether a stretch is short and has no place.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends; after the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsShortAndPlain(int start, int end) => end - start <= BlockMasks.Size && (PlacesFrom(start) & (ulong.MaxValue >> (start - end))) == 0;

    /// <summary>Gets which of 64 bytes are not what they mean.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong SpecialFrom(int at)
    {
        ref var after = ref BlockAfter(at);
        return From(Unsafe.Subtract(ref after, 1).Special, after.Special, at);
    }

    /// <summary>Gets which of 64 bytes are quotes.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong QuotesFrom(int at)
    {
        ref var after = ref BlockAfter(at);
        return From(Unsafe.Subtract(ref after, 1).Quote, after.Quote, at);
    }

    /// <summary>Says whether a stretch has no digit, and no place but where it is not what it means.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends; after the start.</param>
    public bool IsOnlySpecial(int start, int end)
    {
        var (first, last) = ((int)((uint)start / BlockMasks.Size), (int)((uint)(end - 1) / BlockMasks.Size));
        var (low, high) = (ulong.MaxValue << start, ulong.MaxValue >> (63 - ((end - 1) & 63)));
        var others = 0UL;
        for (var block = first; block <= last; block++)
        {
            ref readonly var masks = ref _blocks[block];
            var own = (masks.Any & ~masks.Special) | masks.Digit;
            if (block == first) own &= low;
            if (block == last) own &= high;
            others |= own;
        }

        return others == 0;
    }

    /// <summary>Finds the next first byte of twelve characters of base64.</summary>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public int NextRun(int at) => Next(at, Kind.Run);

    /// <summary>Finds the next byte that is not what it means.</summary>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public int NextSpecial(int at) => Next(at, Kind.Special);

    /// <summary>Finds the next letter O beside a digit.</summary>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public int NextZero(int at) => Next(at, Kind.Zero);

    /// <summary>Finds the next quote.</summary>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextQuote(int at) => Next(at, Kind.Quote);

    /// <summary>Finds the next delimiter or line end, inside quotes or not.</summary>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public int NextStructure(int at) => Next(at, Kind.Structure);

    /// <summary>Says what there is in a stretch.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends; after the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StretchKind Look(int start, int end)
    {
        var (first, last) = ((int)((uint)start / BlockMasks.Size), (int)((uint)(end - 1) / BlockMasks.Size));
        var (low, high) = (ulong.MaxValue << start, ulong.MaxValue >> (63 - ((end - 1) & 63)));
        ref readonly var masks = ref _blocks[first];
        if (first != last) return LookLong(first, last, low, high);
        if ((masks.Any & low & high) == 0) return StretchKind.Plain;
        return (masks.Special & low & high) == 0 ? StretchKind.Places : StretchKind.Special;
    }

    /// <summary>Gets the block after the one that a byte is in: it is checked that there is one, and so is then the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref BlockMasks BlockAfter(int at) => ref _blocks[(int)((uint)at / BlockMasks.Size) + 1];

    /// <summary>Joins two masks beside each other, from a bit of the first on. Of the second none is wanted where that is bit 0: it is shifted out, which takes no branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong From(ulong mask, ulong after, int at) => (mask >> at) | ((after << 1) << ~at);

    // The kind is known where this is called from, and the choice made then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(int at, Kind kind)
    {
        var (blocks, block) = (_blocks, (int)((uint)at / BlockMasks.Size));
        if (block >= _count) return -1;
        var bits = MaskOf(blocks[block], kind) & (ulong.MaxValue << at);
        while (bits == 0)
        {
            if (++block >= _count) return -1;
            bits = MaskOf(blocks[block], kind);
        }

        return (block * BlockMasks.Size) + BitOperations.TrailingZeroCount(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MaskOf(in BlockMasks masks, Kind kind) => kind switch
    {
        Kind.Run => masks.Run,
        Kind.Special => masks.Special,
        Kind.Zero => masks.Zero,
        Kind.Quote => masks.Quote,
        _ => masks.Structure,
    };

    private StretchKind LookLong(int first, int last, ulong low, ulong high)
    {
        var any = (_blocks[first].Any & low) | (_blocks[last].Any & high);
        var special = (_blocks[first].Special & low) | (_blocks[last].Special & high);
        for (var block = first + 1; block < last; block++)
        {
            any |= _blocks[block].Any;
            special |= _blocks[block].Special;
        }

        return any == 0 ? StretchKind.Plain : special == 0 ? StretchKind.Places : StretchKind.Special;
    }

    private enum Kind
    {
        Run,
        Special,
        Zero,
        Quote,
        Structure,
    }
}
