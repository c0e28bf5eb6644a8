using System.Buffers.Binary;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>
/// Writes a gzip stream (RFC 1952) without compressing: what a compressor makes of a text depends on its build and the processor, and a
/// bundle must have the same bytes wherever it is built. Transports compress it well enough.
/// </summary>
internal static class GzipStored
{
    private const int MaxBlock = ushort.MaxValue;
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The header: deflate, no name, no time, no flags, operating system unknown.</summary>
    private static ReadOnlySpan<byte> Header => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    public static byte[] Write(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream(content.Length + (content.Length / MaxBlock * 5) + 32);
        output.Write(Header);
        var rest = content;
        do
        {
            var block = rest[..Math.Min(rest.Length, MaxBlock)];
            rest = rest[block.Length..];
            WriteBlock(output, block, isLast: rest.IsEmpty);
        }
        while (!rest.IsEmpty);

        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc(content));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)content.Length);
        output.Write(trailer);
        return output.ToArray();
    }

    private static void WriteBlock(MemoryStream output, ReadOnlySpan<byte> block, bool isLast)
    {
        Span<byte> header = stackalloc byte[5];
        header[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(header[1..], (ushort)block.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)~block.Length);
        output.Write(header);
        output.Write(block);
    }

    public static uint Crc(ReadOnlySpan<byte> content)
    {
        Span<uint> table = stackalloc uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            table[(int)i] = value;
        }

        var crc = uint.MaxValue;
        foreach (var octet in content) crc = table[(byte)(crc ^ octet)] ^ (crc >> 8);
        return ~crc;
    }
}
