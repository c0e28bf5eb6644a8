using System.Buffers.Binary;
using System.IO.Compression;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>
/// Reads a gzip stream (RFC 1952) of exactly one member, with nothing after it. The runtime's own reader goes on to further members and passes over
/// what else follows, so that two readers could see different archives in the same bytes.
/// </summary>
internal static class GzipMember
{
    private const int HeaderBytes = 10;
    private const int TrailerBytes = 8;
    private const int HasChecksum = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;

    /// <summary>Decompresses a stream.</summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="maxBytes">How much to decompress at most.</param>
    /// <returns>The content; <see langword="null"/>: it is longer.</returns>
    /// <exception cref="InvalidDataException">It is no such stream, cut off, or followed by something.</exception>
    public static MemoryStream? Read(ReadOnlySpan<byte> bytes, long maxBytes)
    {
        var start = HeaderLength(bytes);
        if (bytes.Length < start + 1 + TrailerBytes) throw new InvalidDataException();
        var trailer = bytes[^TrailerBytes..];
        using var compressed = new LastByteAlone(bytes[start..^TrailerBytes].ToArray());
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        var content = new MemoryStream();
        var block = new byte[81_920];
        while (deflate.Read(block) is > 0 and var length)
        {
            if (content.Length + length > maxBytes) return null;
            content.Write(block, 0, length);
        }

        var whole = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (compressed.Position != compressed.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != GzipStored.Crc(whole)
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)whole.Length)
        {
            throw new InvalidDataException();
        }

        content.Position = 0;
        return content;
    }

    private static int HeaderLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes[0] != 0x1F || bytes[1] != 0x8B || bytes[2] != 8 || bytes[3] >= 2 * HasComment) throw new InvalidDataException();
        var (flags, length) = (bytes[3], HeaderBytes);
        if ((flags & HasExtra) != 0) length += bytes.Length < length + 2 ? throw new InvalidDataException() : 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[length..]);
        if ((flags & HasName) != 0) length = AfterText(bytes, length);
        if ((flags & HasComment) != 0) length = AfterText(bytes, length);
        return (flags & HasChecksum) == 0 ? length : length + 2;
    }

    private static int AfterText(ReadOnlySpan<byte> bytes, int start)
    {
        var end = start < bytes.Length ? bytes[start..].IndexOf((byte)0) : -1;
        return end < 0 ? throw new InvalidDataException() : start + end + 1;
    }

    /// <summary>Hands out its last byte by itself. A decompressor that is done takes no more, so that it has taken that one only if all is its own.</summary>
    private sealed class LastByteAlone(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Bound(buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Bound(count));

        private int Bound(int count) => (int)Math.Min(count, Math.Max(1, Length - 1 - Position));
    }
}
