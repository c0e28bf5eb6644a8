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
        if (_bytes.Length < longest) _bytes = new byte[longest + (longest / 2)];
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
