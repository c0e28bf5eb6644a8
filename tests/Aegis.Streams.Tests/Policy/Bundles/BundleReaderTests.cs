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
            Add(writer, "./data.json");
        }));

        Assert.Null(reading.Fault);
        Assert.Equal(["a/policy.rego", "data.json"], reading.Files.Select(file => file.Name));
    }

    [Theory]
    [InlineData("../a.rego")]
    [InlineData("a/../../b.rego")]
    [InlineData("a\\b.rego")]
    public void NamesThatLeadOut_AreRefused(string name) => Refused(BundleFaultKind.BadEntry, Archive(writer => Add(writer, name)));

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
