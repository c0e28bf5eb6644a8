using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>
/// Decompresses a gzip file (RFC 1952) and checks what <see cref="GZipStream"/> lets pass: that each member is whole and has its checksum,
/// and that nothing else follows the last one. Otherwise a file that was cut off would count as looked at.
/// </summary>
/// <param name="file">The file; it stays open.</param>
internal sealed class GzipReader(Stream file) : ReadOnlyStream
{
    private const int TrailerBytes = 8;
    private const int MostHeaderBytes = 128 * 1024;
    private readonly GzipSource _source = new(file);
    private readonly Crc32 _checksum = new();
    private DeflateStream? _data;
    private uint _length;
    private bool _isAtEnd;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is no gzip, or not whole.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_isAtEnd && !buffer.IsEmpty)
        {
            if (_data is null && !BeginMember()) break;
            var read = _data!.Read(buffer);
            if (read > 0)
            {
                _checksum.Append(buffer[..read]);
                _length += (uint)read;
                return read;
            }

            EndMember();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _data?.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads the header of a member.</summary>
    /// <returns>Whether there is one.</returns>
    private bool BeginMember()
    {
        if (_source.ReadByte() is var first && first < 0)
        {
            _isAtEnd = true;
            return false;
        }

        if (first != 0x1F || _source.ReadByte() != 0x8B) throw new InvalidDataException("something else follows the compressed data");
        if (Next() != 8) throw new InvalidDataException("it is compressed in a way that is not known");
        var flags = Next();
        for (var i = 0; i < 6; i++) Next();
        if ((flags & 4) != 0)
        {
            var extra = Next() | (Next() << 8);
            for (var i = 0; i < extra; i++) Next();
        }

        if ((flags & 8) != 0) SkipText();
        if ((flags & 16) != 0) SkipText();
        if ((flags & 2) != 0) _ = Next() | Next();
        _data = new DeflateStream(_source, CompressionMode.Decompress, leaveOpen: true);
        _checksum.Reset();
        _length = 0;
        return true;
    }

    private void EndMember()
    {
        _data!.Dispose();
        _data = null;
        var trailer = new byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), _length);
        if (!_source.GoAfter(trailer)) throw new InvalidDataException("it is cut off or damaged");
    }

    private void SkipText()
    {
        for (var i = 0; Next() != 0; i++)
            if (i > MostHeaderBytes) throw new InvalidDataException("its header does not end");
    }

    private int Next() => _source.ReadByte() is >= 0 and var one ? one : throw new InvalidDataException("it is cut off or damaged");
}
