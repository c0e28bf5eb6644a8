namespace Aegis.Streams.Cli.Tables;

/// <summary>Splits a stream into its lines, ended by LF or CRLF. A byte order mark is left out; what a line holds is not looked at.</summary>
/// <param name="stream">The stream; not disposed here.</param>
/// <param name="maxBytes">The longest line.</param>
internal sealed class LineReader(Stream stream, int maxBytes = LineReader.MaxLineBytes)
{
    /// <summary>The longest line that is read, the largest record that a Kafka broker takes without being told otherwise.</summary>
    public const int MaxLineBytes = 1 << 20;

    private const byte LineFeed = (byte)'\n';
    private byte[] _buffer = new byte[Math.Min(maxBytes, 1 << 16) + 2];
    private int _start;
    private int _end;

    /// <summary>Gets the number of the line that was read last, 1 and up.</summary>
    public long Number { get; private set; }

    /// <summary>Gets how many bytes were taken from the stream.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Gets a value indicating whether the line that was read last is longer than allowed; what was read is its start.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(LineFeed);
            if (length >= 0) return Take(searched + length, 1, out line);
            searched = _end - _start;
            if (searched > maxBytes + 1) return TakeTooLong(out line);
            if (Fill()) continue;
            if (searched > 0) return Take(searched, 0, out line);
            line = default;
            return false;
        }
    }

    private bool Take(int length, int endLength, out ReadOnlyMemory<byte> line)
    {
        line = _buffer.AsMemory(_start, length);
        _start += length + endLength;
        if (Number++ == 0 && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        if (line.Length > 0 && line.Span[^1] == '\r') line = line[..^1];
        if (line.Length > maxBytes) (line, IsTooLong) = (line[..maxBytes], true);
        return true;
    }

    private bool TakeTooLong(out ReadOnlyMemory<byte> line)
    {
        line = _buffer.AsSpan(_start, maxBytes).ToArray();
        (IsTooLong, Number) = (true, Number + 1);
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf(LineFeed)) < 0)
        {
            _start = _end;
            if (!Fill()) return true;
        }

        _start += length + 1;
        return true;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        BytesRead += count;
        return count > 0;
    }
}
