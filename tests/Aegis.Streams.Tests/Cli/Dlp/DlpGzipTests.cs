using System.IO.Compression;
using System.Text;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Compressed files.</summary>
public sealed class DlpGzipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gzip_IsReadByItsContentAndWrittenByItsName()
    {
        var (scene, zipped) = (new CliScene(), Path.Combine(_folder.Path, "people.csv"));
        using (var stream = new GZipStream(File.Create(zipped), CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(PeopleFile.Text));

        Assert.Equal(0, scene.Run("dlp", "redact", zipped, "--out", Target));
        Assert.Equal(0, scene.Run("dlp", "redact", zipped, "--out", $"{Target}.gz"));
        Assert.Equal(PeopleFile.Redacted, File.ReadAllText(Target));
        using var unzipped = new StreamReader(new GZipStream(File.OpenRead($"{Target}.gz"), CompressionMode.Decompress));
        Assert.Equal(PeopleFile.Redacted, unzipped.ReadToEnd());
    }

    [Theory]
    [InlineData(1, "", "it is cut off or damaged")]
    [InlineData(8, "", "it is cut off or damaged")]
    [InlineData(30, "", "it is cut off or damaged")]
    [InlineData(8, "AAAABBBB", "it is cut off or damaged")]
    [InlineData(0, "mail bob@example.org", "something else follows the compressed data")]
    public void GzipThatIsNotWhole_Exits1AndWritesNothing(int cut, string added, string reason)
    {
        var (scene, zipped) = (new CliScene(), Path.Combine(_folder.Path, "n.txt.gz"));
        File.WriteAllBytes(zipped, [.. Zipped(PeopleFile.Text)[..^cut], .. Encoding.UTF8.GetBytes(added)]);

        Assert.Equal(1, scene.Run("dlp", "redact", zipped, "--out", Target));
        Assert.Equal($"error: {zipped} is no whole gzip file: {reason}\n", scene.Error);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void GzipWithEmptyMembers_IsReadWhole()
    {
        // As bgzip ends its files: an empty member with a field of its own.
        byte[] end = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var scene = new CliScene { Input = new MemoryStream([.. empty, .. Zipped("a@example.com\n"), .. empty, .. Zipped("b@example.com\n"), .. end]) };

        Assert.Equal(0, scene.Run("dlp", "redact", "-", "--format", "text", "-q"));
        Assert.Equal("[EMAIL]\n[EMAIL]\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
        Assert.Equal(0, new CliScene { Input = new MemoryStream(empty) }.Run("dlp", "scan", "-"));
    }

    [Fact]
    public void GzipOfSeveralMembers_IsReadWhole()
    {
        var scene = new CliScene { Input = new MemoryStream([.. Zipped("a@example.com\n"), .. Zipped("b@example.com\n")]) };

        Assert.Equal(0, scene.Run("dlp", "redact", "-", "--format", "text", "-q"));
        Assert.Equal("[EMAIL]\n[EMAIL]\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
    }

    private static byte[] Zipped(string text)
    {
        var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
