using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>
/// Collects what is hashed, so that one call hashes all of it: an incremental hash costs more to set up than most inputs take to hash.
/// The memory is borrowed until Dispose, and cleared then, since parameters pass through it.
/// </summary>
internal sealed class HashInput : IDisposable
{
    private const int UsualBytes = 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualBytes);
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Appends a number in eight bytes, big-endian.</summary>
    public void Append(long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(Reserve(sizeof(long)), number);
        _length += sizeof(long);
    }

    /// <summary>Appends a text in UTF-8.</summary>
    public void Append(string? text) => _length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0)));

    public void Dispose()
    {
        Return();
        (_bytes, _length) = ([], 0);
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
            Written.CopyTo(larger);
            Return();
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }

    private void Return()
    {
        _bytes.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
