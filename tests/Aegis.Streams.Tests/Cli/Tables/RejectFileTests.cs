using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Cli.Tables;

public sealed class RejectFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aegis-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void RejectedLines_AreWrittenWithNumberReasonAndText_ReadableByTheOwnerOnly()
    {
        var path = Path.Combine(_folder, "rejects.jsonl");
        using (var rejects = new RejectFile(path))
        {
            rejects.Add(new TableLine<CatalogItem>(7, null, [], new FieldFault("sku", "must be so"), "a,\"b\""u8.ToArray()));
            rejects.Add(new TableLine<CatalogItem>(8, null, [], new FieldFault("line", "is not valid"), new byte[] { 0xff, 0x00 }));
            rejects.Complete();
        }

        Assert.Equal(
            ["""{"line":7,"field":"sku","reason":"must be so","raw":"a,\"b\""}""", """{"line":8,"field":"line","reason":"is not valid","raw_base64":"/wA="}"""],
            File.ReadAllLines(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void NoRejectedLine_TakesAwayTheFileOfAnEarlierLoad()
    {
        var path = Path.Combine(_folder, "rejects.jsonl");
        File.WriteAllText(path, "{}");
        using var rejects = new RejectFile(path);

        rejects.Complete();

        Assert.False(File.Exists(path));
    }
}
