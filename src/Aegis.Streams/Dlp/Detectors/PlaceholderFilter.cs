using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Tells by pairs of letters that no word of placeholders is in a text, as in most secrets, so that none has to be searched for.</summary>
internal static class PlaceholderFilter
{
    private const byte Small = 0x20;

    /// <summary>Says whether one of the words that <see cref="SecretText.IsPlaceholder"/> knows may begin somewhere: two letters that one of them begins with.</summary>
    /// <param name="text">The text.</param>
    public static bool MayBeIn(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Vector128<byte>.Count) return MayBeInShort(text);
        ref var start = ref MemoryMarshal.GetReference(text);
        var (small, last) = (Vector128.Create(Small), text.Length - Vector128<byte>.Count - 1);
        for (var at = 0; ; at = Math.Min(at + Vector128<byte>.Count, last))
        {
            var (first, second) = (Vector128.LoadUnsafe(ref start, (nuint)at) | small, Vector128.LoadUnsafe(ref start, (nuint)at + 1) | small);
            var pairs = Pairs(first, second, 'e', 'x') | Pairs(first, second, 'p', 'l') | Pairs(first, second, 'c', 'h') | Pairs(first, second, 'y', 'o') | Pairs(first, second, 'r', 'e');
            if (pairs != Vector128<byte>.Zero) return true;
            if (at == last) return false;
        }
    }

    /// <summary>Says whether a run of x may be somewhere: where a text is long, two of them side by side.</summary>
    /// <param name="text">The text.</param>
    public static bool MayHaveRunOfX(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Vector256<byte>.Count) return true;
        ref var start = ref MemoryMarshal.GetReference(text);
        var (small, x, last) = (Vector256.Create(Small), Vector256.Create((byte)'x'), text.Length - Vector256<byte>.Count - 1);
        for (var at = 0; ; at = Math.Min(at + Vector256<byte>.Count, last))
        {
            var (first, second) = (Vector256.LoadUnsafe(ref start, (nuint)at) | small, Vector256.LoadUnsafe(ref start, (nuint)at + 1) | small);
            if ((Vector256.Equals(first, x) & Vector256.Equals(second, x)) != Vector256<byte>.Zero) return true;
            if (at == last) return false;
        }
    }

    private static bool MayBeInShort(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at + 1 < text.Length; at++)
            if (((char)(text[at] | Small), (char)(text[at + 1] | Small)) is ('e', 'x') or ('p', 'l') or ('c', 'h') or ('y', 'o') or ('r', 'e')) return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pairs(Vector128<byte> first, Vector128<byte> second, char one, char other) =>
        Vector128.Equals(first, Vector128.Create((byte)one)) & Vector128.Equals(second, Vector128.Create((byte)other));
}
