namespace Aegis.Streams.Tests.Dlp.Streaming;

/// <summary>Gives bytes in pieces of random size, as a pipe does.</summary>
internal sealed class ChunkedStream(byte[] bytes, Random random, int most) : MemoryStream(bytes, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, most + 1)));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, most + 1))]);
}
