using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Tests.Policy.Bundles;

public sealed class BundleWriterTests
{
    [Fact]
    public void SameFiles_GiveTheSameBytesInAnyOrder()
    {
        var bundle = BundleWriter.Write(BundleSample.Files);

        Assert.Equal(bundle, BundleWriter.Write(BundleSample.Files.Reverse()));
        Assert.Equal("0a43c242f2f107896bd9c88a0984b85ab6a255b9e4a210d5f0bb768a304dab2f", Convert.ToHexStringLower(SHA256.HashData(bundle)));
    }

    [Fact]
    public void Bundle_HoldsPlainFilesWithoutTimeAndOwner()
    {
        using var gzip = new GZipStream(new MemoryStream(BundleWriter.Write(BundleSample.Files)), CompressionMode.Decompress);
        using var reader = new TarReader(gzip);

        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
            Assert.Equal((TarEntryType.RegularFile, 0, 0, DateTimeOffset.UnixEpoch), (entry.EntryType, entry.Uid, entry.Gid, entry.ModificationTime));
            Assert.Equal("644", Convert.ToString((int)entry.Mode, 8));
        }

        Assert.Equal([".manifest", "data.json", "policy.rego"], names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(65_535)]
    [InlineData(200_001)]
    public void AnyLength_IsReadBack(int length)
    {
        var content = new byte[length];
        new Random(7).NextBytes(content);

        var reading = BundleReader.Read(BundleWriter.Write([new BundleFile("a.rego", content)]));

        Assert.Null(reading.Fault);
        Assert.Equal(content, Assert.Single(reading.Files).Content.ToArray());
    }

    [Fact]
    public void BadNames_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => BundleWriter.Write([new BundleFile("é.rego", default)]));
        Assert.Throws<ArgumentException>(() => BundleWriter.Write([new BundleFile(new string('a', 101), default)]));
        Assert.Throws<ArgumentException>(() => BundleWriter.Write([new BundleFile("a", default), new BundleFile("a", default)]));
    }
}
