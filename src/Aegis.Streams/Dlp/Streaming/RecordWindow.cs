namespace Aegis.Streams.Dlp.Streaming;

/// <summary>A stretch of a stream that is scanned by itself. Its memory is used again for the next one.</summary>
public sealed class RecordWindow
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Gets what it holds.</summary>
    public WindowKind Kind { get; private set; }

    /// <summary>Gets all its bytes: in text, with those of its neighbours that are looked at too.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <summary>Gets its own bytes.</summary>
    public ReadOnlySpan<byte> Own => _bytes.AsSpan(OwnStart, OwnEnd - OwnStart);

    /// <summary>Gets where its own bytes start in <see cref="Text"/>.</summary>
    public int OwnStart { get; private set; }

    /// <summary>Gets where its own bytes end in <see cref="Text"/>.</summary>
    public int OwnEnd { get; private set; }

    /// <summary>Gets where <see cref="Text"/> starts in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>Gets the number of the line that its own bytes start on, from 1.</summary>
    public long FirstLine { get; private set; }

    /// <summary>Gets the record that names the columns, without its line end; empty: none does.</summary>
    public ReadOnlyMemory<byte> Header { get; private set; }

    /// <summary>Gets a value indicating whether a private key goes on where its own bytes start.</summary>
    public bool IsInKey { get; private set; }

    /// <summary>Gets where it ends.</summary>
    public SplitPlace After { get; internal set; }

    internal void Set(WindowKind kind, ReadOnlySpan<byte> text, int ownStart, int ownEnd, long offset, long firstLine, ReadOnlyMemory<byte> header, bool isInKey = false)
    {
        if (_bytes.Length < text.Length) _bytes = new byte[Math.Max(text.Length, 2 * _bytes.Length)];
        text.CopyTo(_bytes);
        (_length, Kind, OwnStart, OwnEnd, Offset, FirstLine, Header, IsInKey) = (text.Length, kind, ownStart, ownEnd, offset, firstLine, header, isInKey);
    }
}
