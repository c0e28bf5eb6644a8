using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>
/// Makes the masks of a text, in one pass over its bytes. With AVX-512 64 bytes are looked at together (<see cref="WidestClassifier"/>), with AVX2 32, else 16 (Vector128); all give
/// the same masks.
/// </summary>
internal static class BlockClassifier
{
    /// <summary>Gets a value indicating whether this machine has the wide path.</summary>
    public static bool IsWide => Avx2.IsSupported;

    /// <summary>Gets how many bytes this machine can look at together.</summary>
    public static BlockWidth Widest => !IsWide ? BlockWidth.Bytes16 : WidestClassifier.IsSupported ? BlockWidth.Bytes64 : BlockWidth.Bytes32;

    // By the lower half of a byte and by its upper half, what it is between digits, and whether base64 has it; a bit in common says so.
    internal const byte BeforeYear = 1 | 8;
    internal const byte Separators = 1 | 2 | 4 | 16;
    internal const byte SignsOfBase64 = 16 | 32;
    internal static readonly byte[] Lower = NibbleTable.Make([1, 0, 0, 0, 0, 0, 0, 0, 2, 2 | 4, 4, 32, 8, 1 | 4 | 32, 1, 2 | 16 | 32]);
    internal static readonly byte[] Upper = NibbleTable.Make([4, 0, 1 | 2 | 8 | 32, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Classifies a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">Which structure it has.</param>
    /// <param name="blocks">Takes the masks; as long as the text in blocks, the last one filled up with zeros.</param>
    /// <param name="rows">The room to work in.</param>
    /// <param name="width">How many bytes are looked at together; not more than this machine can.</param>
    public static void Classify(ReadOnlySpan<byte> text, TextFormat format, Span<BlockMasks> blocks, MaskRows rows, BlockWidth width)
    {
        if (blocks.IsEmpty) return;

        // The last blocks are classified in a copy, after which there are zeros to look at: one block, or a whole one and the bytes it looks ahead to. The copy and the masks are
        // structures: a method that allocates on its stack and loops is compiled before anything is known of it, and never again.
        LastBlocks rest = default;
        var safe = Math.Max(0, text.Length - LiteralFilter.LookAhead) / BlockMasks.Size;
        text[(safe * BlockMasks.Size)..].CopyTo(rest);

        var isEscaped = 0UL; // Whether the first byte of the block is, by the end of the one before.
        var classified = 0;
        rows.Clear(0);
        for (var done = 0; done < blocks.Length;)
        {
            // The row after these blocks is that of the next one, by which they are judged too.
            var count = Math.Min(MaskRow.Blocks, blocks.Length - done);
            for (; classified < Math.Min(done + count + 1, blocks.Length); classified++)
            {
                ref var start = ref classified < safe ? ref Unsafe.Add(ref MemoryMarshal.GetReference(text), classified * BlockMasks.Size) : ref rest[(classified - safe) * BlockMasks.Size];
                var row = classified - done + 1;
                var backslash = width switch
                {
                    BlockWidth.Bytes64 => WidestClassifier.Classify(ref start, format, rows, row),
                    BlockWidth.Bytes32 => ClassifyWide(ref start, format, rows, row),
                    _ => ClassifyPortable(ref start, format, rows, row),
                };
                if (format.HasEscapes) rows.Quote.Of(row) &= ~Escaped(backslash, ref isEscaped);
            }

            if (done + count == blocks.Length) rows.Clear(count + 1);
            for (var block = 1; block <= count; block += MaskRow.Step) PlaceFinder.Find(rows, block, format.Quote != 0);
            for (var block = 0; block < count; block++) rows.CopyTo(block + 1, out blocks[done + block]);
            rows.Advance(count);
            done += count;
        }
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

    /// <returns>The backslashes.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ClassifyWide(ref byte start, TextFormat format, MaskRows rows, int row)
    {
        var (first, second) = (Vector256.LoadUnsafe(ref start), Vector256.LoadUnsafe(ref start, 32));
        var small = Vector256.Create((byte)0x20);
        var (firstSmall, secondSmall) = (first | small, second | small);
        var digit = Bits(Range(first, '0', 9), Range(second, '0', 9));
        var letter = Bits(Range(firstSmall, 'a', 25), Range(secondSmall, 'a', 25));
        var backslash = Bits(Is(first, '\\'), Is(second, '\\'));
        var special = Bits(first, second);
        rows.Digit.Of(row) = digit;
        rows.Letter.Of(row) = special == 0 ? letter : letter | Bits(Is(first, (char)ByteClass.OtherLetter), Is(second, (char)ByteClass.OtherLetter));
        rows.Special.Of(row) = special | backslash;
        rows.Reference.Of(row) = Bits(Is(first, '&') | Is(first, '%'), Is(second, '&') | Is(second, '%'));
        rows.LetterO.Of(row) = Bits(Is(firstSmall, 'o'), Is(secondSmall, 'o'));
        rows.Literal.Of(row) = LiteralFilter.Find(ref start) | ((ulong)LiteralFilter.Find(ref Unsafe.Add(ref start, 32)) << 32);
        rows.Sign.Of(row) = Bits(Is(first, '@') | Is(first, '+') | Is(first, '='), Is(second, '@') | Is(second, '+') | Is(second, '='));
        rows.Dot.Of(row) = Bits(Is(first, '.'), Is(second, '.'));
        rows.Colon.Of(row) = Bits(Is(first, ':'), Is(second, ':'));
        var (one, two) = (SignKinds(first), SignKinds(second));
        rows.Alphabet.Of(row) = letter | digit | KindBits(one, two, SignsOfBase64);
        rows.Separator.Of(row) = KindBits(one, two, Separators);
        rows.BeforeYear.Of(row) = KindBits(one, two, BeforeYear);
        if (format.Quote == 0)
        {
            rows.Quote.Of(row) = rows.Structure.Of(row) = 0;
            return backslash;
        }

        var delimiter = (char)format.Delimiter;
        rows.Quote.Of(row) = Bits(Is(first, (char)format.Quote), Is(second, (char)format.Quote));
        rows.Structure.Of(row) = Bits(Is(first, '\n') | Is(first, '\r') | Is(first, delimiter), Is(second, '\n') | Is(second, '\r') | Is(second, delimiter));
        return backslash;
    }

    /// <returns>The backslashes.</returns>
    private static ulong ClassifyPortable(ref byte start, TextFormat format, MaskRows rows, int row)
    {
        var backslashes = 0UL;
        rows.Clear(row);
        for (var part = 0; part < 4; part++)
        {
            var shift = 16 * part;
            ref var at = ref Unsafe.Add(ref start, shift);
            var bytes = Vector128.LoadUnsafe(ref at);
            var digit = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var letter = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25));
            var half = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);
            var signs = Vector128.Shuffle(NibbleTable.Load128(Lower), bytes & Vector128.Create((byte)0x0F)) & Vector128.Shuffle(NibbleTable.Load128(Upper), half);
            backslashes |= BitsPortable(IsPortable(bytes, '\\')) << shift;
            rows.Digit.Of(row) |= BitsPortable(digit) << shift;
            rows.Letter.Of(row) |= BitsPortable(letter | IsPortable(bytes, (char)ByteClass.OtherLetter)) << shift;
            rows.Special.Of(row) |= BitsPortable(IsPortable(bytes, '\\') | bytes) << shift;
            rows.Reference.Of(row) |= BitsPortable(IsPortable(bytes, '&') | IsPortable(bytes, '%')) << shift;
            rows.LetterO.Of(row) |= BitsPortable(IsPortable(bytes | Vector128.Create((byte)0x20), 'o')) << shift;
            rows.Alphabet.Of(row) |= BitsPortable(letter | digit | ~Vector128.Equals(signs & Vector128.Create(SignsOfBase64), Vector128<byte>.Zero)) << shift;
            rows.Literal.Of(row) |= (ulong)LiteralFilter.FindPortable(ref at) << shift;
            rows.Separator.Of(row) |= BitsPortable(~Vector128.Equals(signs & Vector128.Create(Separators), Vector128<byte>.Zero)) << shift;
            rows.BeforeYear.Of(row) |= BitsPortable(~Vector128.Equals(signs & Vector128.Create(BeforeYear), Vector128<byte>.Zero)) << shift;
            rows.Sign.Of(row) |= BitsPortable(IsPortable(bytes, '@') | IsPortable(bytes, '+') | IsPortable(bytes, '=')) << shift;
            rows.Dot.Of(row) |= BitsPortable(IsPortable(bytes, '.')) << shift;
            rows.Colon.Of(row) |= BitsPortable(IsPortable(bytes, ':')) << shift;
            if (format.Quote == 0) continue;
            rows.Quote.Of(row) |= BitsPortable(IsPortable(bytes, (char)format.Quote)) << shift;
            rows.Structure.Of(row) |= BitsPortable(IsPortable(bytes, '\n') | IsPortable(bytes, '\r') | IsPortable(bytes, (char)format.Delimiter)) << shift;
        }

        return backslashes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KindBits(Vector256<byte> first, Vector256<byte> second, byte kinds)
    {
        var wanted = Vector256.Create(kinds);
        return ~Bits(Vector256.Equals(first & wanted, Vector256<byte>.Zero), Vector256.Equals(second & wanted, Vector256<byte>.Zero));
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
}
