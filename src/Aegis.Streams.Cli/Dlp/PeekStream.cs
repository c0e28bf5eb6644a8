namespace Aegis.Streams.Cli.Dlp;

/// <summary>A file whose beginning can be looked at before it is read. Faults of reading are refusals that name it.</summary>
/// <param name="inner">Its content; it stays open.</param>
/// <param name="name">Its name.</param>
internal sealed class PeekStream(Stream inner, string name) : ReadOnlyStream
{
    private byte[] _head = [];
    private int _at;

    /// <summary>Looks at the beginning; once, before anything is read.</summary>
    /// <param name="bytes">How much of it.</param>
    /// <returns>So many bytes, or all there are.</returns>
    public ReadOnlySpan<byte> Peek(int bytes)
    {
        _head = new byte[bytes];
        Array.Resize(ref _head, inner.ReadAtLeast(_head, bytes, throwOnEndOfStream: false));
        return _head;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _head.Length) return ReadInner(buffer);
        var head = _head.AsSpan(_at, Math.Min(buffer.Length, _head.Length - _at));
        head.CopyTo(buffer);
        _at += head.Length;
        return head.Length;
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception fault) when (DlpInput.Refusal(name, fault) is { } refusal)
        {
            throw refusal;
        }
    }
}
