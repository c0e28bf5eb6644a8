using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>
/// A text that was decoded, with the places of its bytes in what it was decoded from: runs of bytes that stayed as they were, one after the
/// other. Kept from one text to the next so that nothing is allocated.
/// </summary>
internal sealed class MappedText
{
    private byte[] _bytes = new byte[256];
    private (int Start, int Place)[] _runs = new (int Start, int Place)[16];
    private int _runCount;
    private int _shift;

    /// <summary>Gets how long the text is.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the text.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Length);

    /// <summary>Begins a text.</summary>
    /// <param name="longest">The most bytes that it can have.</param>
    public void Begin(int longest)
    {
        (Length, _runCount, _shift) = (0, 0, 0);
        if (_bytes.Length < longest + Vector128<byte>.Count) _bytes = new byte[longest + Vector128<byte>.Count + (longest / 2)];
    }

    /// <summary>Adds a byte.</summary>
    /// <param name="one">The byte.</param>
    /// <param name="place">Where what it was decoded from starts.</param>
    public void Add(byte one, int place)
    {
        Map(place);
        _bytes[Length++] = one;
    }

    /// <summary>Adds bytes that are what they were.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="place">Where they start.</param>
    public void Add(ReadOnlySpan<byte> bytes, int place)
    {
        if (bytes.IsEmpty) return;
        Map(place);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Adds what is as it was, up to a sign.</summary>
    /// <param name="text">What is decoded.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="sign">The sign.</param>
    /// <returns>Where the sign is; the length of the text: there is none.</returns>
    public int AddUntil(ReadOnlySpan<byte> text, int at, byte sign)
    {
        if (at >= text.Length || text[at] == sign) return at;
        Map(at);
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetArrayDataReference(_bytes);
        for (; at + Vector128<byte>.Count <= text.Length; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref source, (nuint)at);
            bytes.StoreUnsafe(ref target, (nuint)Length); // There is room for a vector after the longest text.
            var signs = Vector128.Equals(bytes, Vector128.Create(sign)).ExtractMostSignificantBits();
            if (signs == 0)
            {
                Length += Vector128<byte>.Count;
                continue;
            }

            var count = BitOperations.TrailingZeroCount(signs);
            Length += count;
            return at + count;
        }

        while (at < text.Length && text[at] != sign) _bytes[Length++] = text[at++];
        return at;
    }

    /// <summary>Adds what is ASCII.</summary>
    /// <param name="text">What is decoded.</param>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where the first byte is that is not; the length of the text: there is none.</returns>
    public int AddAscii(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length || text[at] >= 0x80) return at;
        Map(at);
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetArrayDataReference(_bytes);
        for (; at + Vector128<byte>.Count <= text.Length; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref source, (nuint)at);
            bytes.StoreUnsafe(ref target, (nuint)Length); // There is room for a vector after the longest text.
            var others = bytes.ExtractMostSignificantBits();
            if (others == 0)
            {
                Length += Vector128<byte>.Count;
                continue;
            }

            var count = BitOperations.TrailingZeroCount(others);
            Length += count;
            return at + count;
        }

        while (at < text.Length && text[at] < 0x80) _bytes[Length++] = text[at++];
        return at;
    }

    /// <summary>Ends the text.</summary>
    /// <param name="end">The end of the source.</param>
    public void End(int end) => Map(end);

    /// <summary>Says where a byte came from; for the end of the text, where the source ends.</summary>
    /// <param name="index">Which.</param>
    public int PlaceOf(int index)
    {
        var (low, high) = (0, _runCount - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_runs[middle].Start <= index) low = middle;
            else high = middle - 1;
        }

        return _runCount == 0 || index < _runs[0].Start ? index : _runs[low].Place + index - _runs[low].Start;
    }

    private void Map(int place)
    {
        if (place - Length == _shift) return;
        _shift = place - Length;
        if (_runCount > 0 && _runs[_runCount - 1].Start == Length)
        {
            _runs[_runCount - 1].Place = place;
            return;
        }

        if (_runCount == _runs.Length) Array.Resize(ref _runs, 2 * _runCount);
        _runs[_runCount++] = (Length, place);
    }
}
