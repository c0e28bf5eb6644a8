namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>Gives the same bytes over and over, as a long file of which nothing is read from a disk.</summary>
/// <param name="bytes">The bytes, at least one.</param>
/// <param name="times">How often.</param>
internal sealed class RepeatedStream(byte[] bytes, int times) : Stream
{
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => (long)bytes.Length * times;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position >= Length) return 0;
        var rest = bytes.AsSpan((int)(_position % bytes.Length));
        var read = Math.Min(count, rest.Length);
        rest[..read].CopyTo(buffer.AsSpan(offset));
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
