using System.Formats.Tar;
using System.IO.Compression;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Tests.Policy.Bundles;

public sealed class BundleReaderTests
{
    [Fact]
    public void LeadingSlashesAndDirectories_AreOpenPolicyAgentsOwnForm()
    {
        var reading = BundleReader.Read(Archive(writer =>
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "/a"));
            Add(writer, "/a/policy.rego");
            Add(writer, "data.json");
        }));

        Assert.Null(reading.Fault);
        Assert.Equal(["a/policy.rego", "data.json"], reading.Files.Select(file => file.Name));
    }

    [Theory]
    [InlineData("../a.rego")]
    [InlineData("a/../../b.rego")]
    [InlineData("a\\b.rego")]
    [InlineData("./a.rego")]
    [InlineData("//a.rego")]
    [InlineData("/./a.rego")]
    [InlineData("a//b.rego")]
    public void NamesThatLeadOutOrAreSpeltOtherwise_AreRefused(string name) => Refused(BundleFaultKind.BadEntry, Archive(writer => Add(writer, name)));

    [Fact]
    public void Links_AreRefused() => Refused(
        BundleFaultKind.BadEntry, Archive(writer => writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "a.rego") { LinkName = "/etc/passwd" })));

    [Fact]
    public void AFileTwice_IsRefusedHoweverItIsSpelt() => Refused(BundleFaultKind.DuplicateFile, Archive(writer =>
    {
        Add(writer, "a.rego");
        Add(writer, "/a.rego");
    }));

    [Fact]
    public void MoreThanTheLimit_IsNotDecompressed()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[5_000_000]);

        Assert.Equal(BundleFaultKind.TooLarge, BundleReader.Read(bomb.ToArray(), new BundleLimits { MaxBytes = 1_000_000 }).Fault?.Kind);
    }

    [Fact]
    public void MoreFilesThanTheLimit_AreRefused() => Assert.Equal(
        BundleFaultKind.TooLarge, BundleReader.Read(BundleWriter.Write(BundleSample.Files), new BundleLimits { MaxFiles = 2 }).Fault?.Kind);

    [Fact]
    public void AnythingElse_IsNoBundle()
    {
        var bundle = BundleWriter.Write(BundleSample.Files);
        Refused(BundleFaultKind.NotReadable, []);
        Refused(BundleFaultKind.NotReadable, "not gzip"u8.ToArray());
        Refused(BundleFaultKind.NotReadable, bundle[..^600]);
        for (var i = 0; i < bundle.Length; i += 37)
        {
            var changed = bundle.ToArray();
            changed[i] ^= 0x55;
            _ = BundleReader.Read(changed); // Whatever it says, it does not throw.
        }
    }

    [Fact]
    public void WhatFollowsTheGzipStream_IsRefused()
    {
        var (bundle, other) = (BundleWriter.Write(BundleSample.Files), BundleWriter.Write([new BundleFile("b.rego", default)]));

        Refused(BundleFaultKind.NotReadable, [.. bundle, .. other]);
        Refused(BundleFaultKind.NotReadable, [.. bundle, 0]);
        Refused(BundleFaultKind.NotReadable, [.. bundle, .. "anything"u8]);
        Refused(BundleFaultKind.NotReadable, [.. bundle, .. bundle[^8..]]); // With the trailer again, so that the sums at the end are right.
        Refused(BundleFaultKind.NotReadable, [.. bundle[..^8], 0, .. bundle[^8..]]);
    }

    [Fact]
    public void WhatFollowsTheArchive_IsRefused()
    {
        var tar = Decompress(BundleWriter.Write(BundleSample.Files));

        Refused(BundleFaultKind.NotReadable, Compress([.. tar, .. Decompress(BundleWriter.Write([new BundleFile("b.rego", default)]))]));
        Refused(BundleFaultKind.NotReadable, Compress([.. tar, .. new byte[1024], 1]));
        Assert.Null(BundleReader.Read(Compress([.. tar, .. new byte[8192]])).Fault); // Tar fills up its last record with zeros.
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void CompressedBundles_AreReadWhole(CompressionLevel level)
    {
        var reading = BundleReader.Read(Compress(Decompress(BundleWriter.Write(BundleSample.Files)), level));

        Assert.Null(reading.Fault);
        Assert.Equal([".manifest", "data.json", "policy.rego"], reading.Files.Select(file => file.Name));
    }

    [Fact]
    public void FieldsOfTheGzipHeader_ArePassedOver()
    {
        var bundle = BundleWriter.Write(BundleSample.Files);

        var named = BundleReader.Read((byte[])[.. bundle[..3], 0x1e, .. bundle[4..10], 2, 0, 7, 7, .. "b.tar\0"u8, .. "why\0"u8, 9, 9, .. bundle[10..]]);

        Assert.Null(named.Fault);
        Assert.Equal(3, named.Files.Length);
        Refused(BundleFaultKind.NotReadable, [.. bundle[..3], 0x20, .. bundle[4..]]);
        Refused(BundleFaultKind.NotReadable, [.. bundle[..3], 4, .. bundle[4..10], 0xff]);
    }

    private static byte[] Decompress(byte[] bundle)
    {
        using var gzip = new GZipStream(new MemoryStream(bundle), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Compress(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var bundle = new MemoryStream();
        using (var gzip = new GZipStream(bundle, level, leaveOpen: true)) gzip.Write(content);
        return bundle.ToArray();
    }

    private static void Refused(BundleFaultKind kind, byte[] bundle) => Assert.Equal(kind, BundleReader.Read(bundle).Fault?.Kind);

    private static void Add(TarWriter writer, string name) => writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });

    private static byte[] Archive(Action<TarWriter> write)
    {
        using var bundle = new MemoryStream();
        using (var gzip = new GZipStream(bundle, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(gzip, TarEntryFormat.Ustar)) write(writer);
        return bundle.ToArray();
    }
}
