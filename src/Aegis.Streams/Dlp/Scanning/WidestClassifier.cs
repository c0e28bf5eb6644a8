using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Bytes = System.Runtime.Intrinsics.Vector512<byte>;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Classifies the bytes of a whole block together, where the processor has vectors of 64 bytes; gives the same masks as <see cref="BlockClassifier"/>, half as many instructions.</summary>
internal static class WidestClassifier
{
    /// <summary>Gets a value indicating whether this machine has such vectors.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    /// <summary>Classifies a block.</summary>
    /// <param name="start">Its first byte; two more can be read after its last.</param>
    /// <param name="format">Which structure the text has.</param>
    /// <param name="rows">Takes the masks.</param>
    /// <param name="row">Where.</param>
    /// <returns>The backslashes.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Classify(ref byte start, TextFormat format, MaskRows rows, int row)
    {
        var bytes = Vector512.LoadUnsafe(ref start);
        var small = bytes | Vector512.Create((byte)0x20);
        var digit = Range(bytes, '0', 9);
        var letter = Range(small, 'a', 25);
        var backslash = Is(bytes, '\\');
        var special = bytes.ExtractMostSignificantBits();
        rows.Digit.Of(row) = digit;
        rows.Letter.Of(row) = special == 0 ? letter : letter | Is(bytes, (char)ByteClass.OtherLetter);
        rows.Special.Of(row) = special | backslash;
        rows.Reference.Of(row) = Is(bytes, '&') | Is(bytes, '%');
        rows.LetterO.Of(row) = Is(small, 'o');
        rows.Literal.Of(row) = LiteralFilter.FindWidest(ref start);
        rows.Sign.Of(row) = Is(bytes, '@') | Is(bytes, '+') | Is(bytes, '=');
        rows.Dot.Of(row) = Is(bytes, '.');
        rows.Colon.Of(row) = Is(bytes, ':');
        var signs = Avx512BW.Shuffle(NibbleTable.Load512(BlockClassifier.Lower), bytes & Vector512.Create((byte)0x0F))
            & Avx512BW.Shuffle(NibbleTable.Load512(BlockClassifier.Upper), Vector512.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector512.Create((byte)0x0F));
        rows.Alphabet.Of(row) = letter | digit | Has(signs, BlockClassifier.SignsOfBase64);
        rows.Separator.Of(row) = Has(signs, BlockClassifier.Separators);
        rows.BeforeYear.Of(row) = Has(signs, BlockClassifier.BeforeYear);
        if (format.Quote == 0)
        {
            rows.Quote.Of(row) = rows.Structure.Of(row) = 0;
            return backslash;
        }

        rows.Quote.Of(row) = Is(bytes, (char)format.Quote);
        rows.Structure.Of(row) = Is(bytes, '\n') | Is(bytes, '\r') | Is(bytes, (char)format.Delimiter);
        return backslash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Range(Bytes bytes, char first, byte more) => Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)first), Vector512.Create(more)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Is(Bytes bytes, char one) => Vector512.Equals(bytes, Vector512.Create((byte)one)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Has(Bytes signs, byte kinds) => ~Vector512.Equals(signs & Vector512.Create(kinds), Bytes.Zero).ExtractMostSignificantBits();
}
