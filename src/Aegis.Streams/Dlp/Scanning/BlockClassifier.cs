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

    // By the lower half of a byte and by its upper half, what it is between digits, and whether base64 has it; a bit in common says so.
    private const byte BeforeYear = 1 | 8;
    private const byte Separators = 1 | 2 | 4 | 16;
    private const byte SignsOfBase64 = 16 | 32;
    private static readonly byte[] Lower = NibbleTable.Make([1, 0, 0, 0, 0, 0, 0, 0, 2, 2 | 4, 4, 32, 8, 1 | 4 | 32, 1, 2 | 16 | 32]);
    private static readonly byte[] Upper = NibbleTable.Make([4, 0, 1 | 2 | 8 | 32, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Classifies a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">Which structure it has.</param>
    /// <param name="blocks">Takes the masks; as long as the text in blocks, the last one filled up with zeros.</param>
    /// <param name="isWide">Whether 32 bytes are looked at together.</param>
    public static void Classify(ReadOnlySpan<byte> text, TextFormat format, Span<BlockMasks> blocks, bool isWide)
    {
        if (blocks.IsEmpty) return;

        // The last blocks are classified in a copy, after which there are zeros to look at: one block, or a whole one and the bytes it looks ahead to. The copy and the masks are
        // structures: a method that allocates on its stack and loops is compiled before anything is known of it, and never again.
        LastBlocks rest = default;
        var safe = Math.Max(0, text.Length - LiteralFilter.LookAhead) / BlockMasks.Size;
        text[(safe * BlockMasks.Size)..].CopyTo(rest);

        // A block is done when the one after it is classified.
        var hasFields = format.Quote != 0;
        var isEscaped = 0UL; // Whether the first byte of the block is, by the end of the one before.
        BlockMasks none = default;
        ThreeMasks raws = default;
        ref var rawBefore = ref raws[0];
        ref var raw = ref raws[1];
        ref var rawAfter = ref raws[2];
        for (var block = 0; block < blocks.Length; block++)
        {
            ref var start = ref block < safe ? ref Unsafe.Add(ref MemoryMarshal.GetReference(text), block * BlockMasks.Size) : ref rest[(block - safe) * BlockMasks.Size];
            if (isWide) ClassifyWide(ref start, format, ref blocks[block], ref rawAfter);
            else ClassifyPortable(ref start, format, ref blocks[block], ref rawAfter);
            if (format.HasEscapes) blocks[block].Quote &= ~Escaped(rawAfter.Backslash, ref isEscaped);
            if (block > 0) PlaceFinder.Find(block > 1 ? ref blocks[block - 2] : ref none, rawBefore, ref blocks[block - 1], raw, blocks[block], rawAfter, hasFields);
            ref var free = ref rawBefore;
            rawBefore = ref raw;
            raw = ref rawAfter;
            rawAfter = ref free;
        }

        rawAfter = default;
        PlaceFinder.Find(blocks.Length > 1 ? ref blocks[^2] : ref none, rawBefore, ref blocks[^1], raw, none, rawAfter, hasFields);
    }

    /// <summary>Finds what stands after a backslash that is not itself after one, as simdjson does: odd and even bits of a run are told apart by a subtraction.</summary>
    private static ulong Escaped(ulong backslash, ref ulong isEscaped)
    {
        const ulong oddBits = 0xAAAA_AAAA_AAAA_AAAA;
        if (backslash == 0)
        {
            var escapedOnly = isEscaped;
            isEscaped = 0;
            return escapedOnly;
        }

        var escape = backslash & ~isEscaped;
        var codes = (((escape << 1) | oddBits) - escape) ^ oddBits;
        var escaped = codes ^ (backslash | isEscaped);
        isEscaped = (codes & backslash) >> 63;
        return escaped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClassifyWide(ref byte start, TextFormat format, ref BlockMasks masks, ref RawMasks raw)
    {
        var (first, second) = (Vector256.LoadUnsafe(ref start), Vector256.LoadUnsafe(ref start, 32));
        masks.Digit = Bits(Range(first, '0', 9), Range(second, '0', 9));
        var small = Vector256.Create((byte)0x20);
        var letter = Bits(Range(first | small, 'a', 25), Range(second | small, 'a', 25));
        masks.Letter = letter;
        raw.Backslash = Bits(Is(first, '\\'), Is(second, '\\'));
        masks.Special = Bits(first, second);
        if (masks.Special != 0) masks.Letter |= Bits(Is(first, (char)ByteClass.OtherLetter), Is(second, (char)ByteClass.OtherLetter));
        masks.Special |= raw.Backslash;
        raw.Reference = Bits(Is(first, '&') | Is(first, '%'), Is(second, '&') | Is(second, '%'));
        raw.LetterO = Bits(Is(first | small, 'o'), Is(second | small, 'o'));
        raw.Literal = LiteralFilter.Find(ref start) | ((ulong)LiteralFilter.Find(ref Unsafe.Add(ref start, 32)) << 32);
        raw.Sign = Bits(Is(first, '@') | Is(first, '+') | Is(first, '='), Is(second, '@') | Is(second, '+') | Is(second, '='));
        raw.Dot = Bits(Is(first, '.'), Is(second, '.'));
        raw.Colon = Bits(Is(first, ':'), Is(second, ':'));
        var (one, two) = (SignKinds(first), SignKinds(second));
        var separators = Vector256.Create(Separators);
        var years = Vector256.Create(BeforeYear);
        var alphabet = Vector256.Create(SignsOfBase64);
        raw.Alphabet = letter | masks.Digit | ~Bits(Vector256.Equals(one & alphabet, Vector256<byte>.Zero), Vector256.Equals(two & alphabet, Vector256<byte>.Zero));
        raw.Separator = ~Bits(Vector256.Equals(one & separators, Vector256<byte>.Zero), Vector256.Equals(two & separators, Vector256<byte>.Zero));
        raw.BeforeYear = ~Bits(Vector256.Equals(one & years, Vector256<byte>.Zero), Vector256.Equals(two & years, Vector256<byte>.Zero));
        (masks.Quote, masks.Structure) = (0, 0);
        if (format.Quote == 0) return;
        var delimiter = (char)format.Delimiter;
        masks.Quote = Bits(Is(first, (char)format.Quote), Is(second, (char)format.Quote));
        masks.Structure = Bits(Is(first, '\n') | Is(first, '\r') | Is(first, delimiter), Is(second, '\n') | Is(second, '\r') | Is(second, delimiter));
    }

    private static void ClassifyPortable(ref byte start, TextFormat format, ref BlockMasks masks, ref RawMasks raw)
    {
        (masks, raw) = (default, default);
        for (var part = 0; part < 4; part++)
        {
            var shift = 16 * part;
            ref var at = ref Unsafe.Add(ref start, shift);
            var bytes = Vector128.LoadUnsafe(ref at);
            var digit = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var letter = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25));
            var half = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);
            var signs = Vector128.Shuffle(NibbleTable.Load128(Lower), bytes & Vector128.Create((byte)0x0F)) & Vector128.Shuffle(NibbleTable.Load128(Upper), half);
            masks.Digit |= BitsPortable(digit) << shift;
            masks.Letter |= BitsPortable(letter | IsPortable(bytes, (char)ByteClass.OtherLetter)) << shift;
            raw.Backslash |= BitsPortable(IsPortable(bytes, '\\')) << shift;
            masks.Special |= BitsPortable(IsPortable(bytes, '\\') | bytes) << shift;
            raw.Reference |= BitsPortable(IsPortable(bytes, '&') | IsPortable(bytes, '%')) << shift;
            raw.LetterO |= BitsPortable(IsPortable(bytes | Vector128.Create((byte)0x20), 'o')) << shift;
            raw.Alphabet |= BitsPortable(letter | digit | ~Vector128.Equals(signs & Vector128.Create(SignsOfBase64), Vector128<byte>.Zero)) << shift;
            raw.Literal |= (ulong)LiteralFilter.FindPortable(ref at) << shift;
            raw.Separator |= BitsPortable(~Vector128.Equals(signs & Vector128.Create(Separators), Vector128<byte>.Zero)) << shift;
            raw.BeforeYear |= BitsPortable(~Vector128.Equals(signs & Vector128.Create(BeforeYear), Vector128<byte>.Zero)) << shift;
            raw.Sign |= BitsPortable(IsPortable(bytes, '@') | IsPortable(bytes, '+') | IsPortable(bytes, '=')) << shift;
            raw.Dot |= BitsPortable(IsPortable(bytes, '.')) << shift;
            raw.Colon |= BitsPortable(IsPortable(bytes, ':')) << shift;
            if (format.Quote == 0) continue;
            masks.Quote |= BitsPortable(IsPortable(bytes, (char)format.Quote)) << shift;
            masks.Structure |= BitsPortable(IsPortable(bytes, '\n') | IsPortable(bytes, '\r') | IsPortable(bytes, (char)format.Delimiter)) << shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SignKinds(Vector256<byte> bytes)
    {
        var nibble = Vector256.Create((byte)0x0F);
        return Avx2.Shuffle(NibbleTable.Load256(Lower), bytes & nibble) & Avx2.Shuffle(NibbleTable.Load256(Upper), Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Range(Vector256<byte> bytes, char first, byte more)
    {
        var distance = bytes - Vector256.Create((byte)first);
        return Vector256.Equals(Vector256.Min(distance, Vector256.Create(more)), distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> first, Vector256<byte> second) => first.ExtractMostSignificantBits() | ((ulong)second.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsPortable(Vector128<byte> bytes) => bytes.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Is(Vector256<byte> bytes, char one) => Vector256.Equals(bytes, Vector256.Create((byte)one));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsPortable(Vector128<byte> bytes, char one) => Vector128.Equals(bytes, Vector128.Create((byte)one));

    [InlineArray((2 * BlockMasks.Size) + LiteralFilter.LookAhead)]
    private struct LastBlocks
    {
        private byte _first;
    }

    [InlineArray(3)]
    private struct ThreeMasks
    {
        private RawMasks _first;
    }
}
