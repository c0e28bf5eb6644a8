using System.IO.Compression;
using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Tests.Dlp.Streaming;

namespace Aegis.Streams.Tests.Cli.Dlp;

public sealed class GzipReaderTests
{
    [Fact]
    public void AnyMembersInAnyPieces_AreReadWholeAndNeverWithAByteLess()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var (plain, zipped) = (new MemoryStream(), new MemoryStream());
            for (var members = random.Next(1, 4); members > 0; members--)
            {
                var bytes = new byte[random.Next(random.Next(1, 60_000))];
                random.NextBytes(bytes);
                if (random.Next(2) == 0) bytes.AsSpan().Fill((byte)'a');
                plain.Write(bytes);
                using var stream = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true);
                stream.Write(bytes);
            }

            var file = zipped.ToArray();
            var most = 1 << random.Next(1, 16);
            Assert.True(plain.ToArray().AsSpan().SequenceEqual(Read(new ChunkedStream(file, random, most))), $"seed {seed}");
            if (file.Length > 0) Assert.Throws<InvalidDataException>(() => Read(new ChunkedStream(file[..^random.Next(1, 9)], random, most)));
        }
    }

    private static byte[] Read(Stream file)
    {
        using var reader = new GzipReader(file);
        var bytes = new MemoryStream();
        reader.CopyTo(bytes);
        return bytes.ToArray();
    }
}
