namespace Aegis.Streams.Cli.Dlp;

/// <summary>
/// The bytes of a gzip file, for a reader that takes more than it needs and does not say how much: <see cref="System.IO.Compression.DeflateStream"/>.
/// The end of its data lies in its last read, and is where the checksum and the length stand that the data has.
/// </summary>
/// <param name="inner">The file; it stays open.</param>
internal sealed class GzipSource(Stream inner) : ReadOnlyStream
{
    private const int FollowBytes = 2;
    private const int MostRead = 32 * 1024;
    private readonly byte[] _buffer = new byte[2 * MostRead];
    private int _last; // Where the last read started.
    private int _at;
    private int _end;

    /// <summary>Reads one byte.</summary>
    /// <returns>The byte; -1: there is none.</returns>
    public override int ReadByte() => Fill() ? _buffer[_at++] : -1;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !Fill()) return 0;
        var read = Math.Min(Math.Min(buffer.Length, _end - _at), MostRead);
        _buffer.AsSpan(_at, read).CopyTo(buffer);
        _last = _at;
        _at += read;
        return read;
    }

    /// <summary>Goes on after the end of a member.</summary>
    /// <param name="trailer">What it ends with.</param>
    /// <returns>Whether it does: within the last read or right after it.</returns>
    public bool GoAfter(ReadOnlySpan<byte> trailer)
    {
        var read = _at - _last;
        _buffer.AsSpan(_last, _end - _last).CopyTo(_buffer);
        (_at, _end, _last) = (0, _end - _last, 0);
        while (_end < read + trailer.Length + FollowBytes && inner.Read(_buffer.AsSpan(_end)) is > 0 and var more) _end += more;
        var text = _buffer.AsSpan(0, Math.Min(_end, read + trailer.Length));
        var first = text.IndexOf(trailer);

        // That of an empty member is zeros, and so may be what stands before it: it is where the file ends, or the next member begins.
        var place = first;
        while (place >= 0 && !MayFollow(_buffer.AsSpan(place + trailer.Length, _end - place - trailer.Length)))
        {
            var next = text[(place + 1)..].IndexOf(trailer);
            place = next < 0 ? -1 : place + 1 + next;
        }

        _at = (place < 0 ? first : place) + trailer.Length;
        return first >= 0;
    }

    private static bool MayFollow(ReadOnlySpan<byte> rest) => rest is [] or [0x1F] or [0x1F, 0x8B, ..];

    private bool Fill()
    {
        if (_at < _end) return true;
        (_at, _last) = (0, 0);
        _end = inner.Read(_buffer);
        return _end > 0;
    }
}
