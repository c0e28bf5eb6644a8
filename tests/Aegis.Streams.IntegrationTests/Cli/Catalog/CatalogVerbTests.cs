using System.Text.Json;
using Aegis.Streams.IntegrationTests.Cli.Tables;

namespace Aegis.Streams.IntegrationTests.Cli.Catalog;

public sealed class CatalogVerbTests : IDisposable
{
    private const string Header = "tenant,sku,name,state,currency,list_price,floor_price,updated_at,max_discount_percent\n";
    private const string Acme = "acme,A-1,\"Desk, 27\"\"\",active,USD,129.00,99.50,2026-11-24T10:00:00Z,\nacme,A-2,,inactive,,,,,\n";
    private const string Globex = "globex,A-1,,active,JPY,500,400,,\n";

    private readonly TableVerbScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task LoadedCatalog_IsExportedAsTheSameFile()
    {
        var load = await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + Acme + Globex)]);
        var export = await _scene.Run(["catalog", "export"]);
        var lines = await _scene.Run(["catalog", "export", "--format", "jsonl", "--tenant", "globex"]);
        var again = await _scene.Run(["catalog", "load", _scene.Write("globex.jsonl", lines.Data), "--dry-run"]);

        Assert.Equal((0, ""), (load.ExitCode, load.Data));
        Assert.StartsWith("3 items loaded in ", load.Talk, StringComparison.Ordinal);
        Assert.Equal((0, Header + Acme + Globex), (export.ExitCode, export.Data));
        Assert.Equal("""{"tenant":"globex","sku":"A-1","state":"active","currency":"JPY","list_price":"500","floor_price":"400"}""" + "\n", lines.Data);
        Assert.Equal((0, "1 item can be loaded; nothing was written\n"), (again.ExitCode, again.Talk));
    }

    [Fact]
    public async Task RejectedLines_AreSetAsideAndTheRestIsLoaded()
    {
        var file = _scene.Write("catalog.csv", Header + Acme + "acme,A-3,,active,USD,1.999,,,\nacme,A-1,again,active,,,,,\n");

        var load = await _scene.Run(["catalog", "load", file]);

        Assert.Equal(2, load.ExitCode);
        Assert.Contains("warning: line 4 is rejected, list_price: must be a number such as 129.00", load.Talk, StringComparison.Ordinal);
        Assert.Contains($"warning: 2 rejected; {file}.rejects.jsonl says why", load.Talk, StringComparison.Ordinal);
        Assert.Equal(
            """{"line":5,"field":"key","reason":"repeats the key of line 2, which stands","raw":"acme,A-1,again,active,,,,,"}""", File.ReadAllLines($"{file}.rejects.jsonl")[1]);
        Assert.Equal(Header + Acme, (await _scene.Run(["catalog", "export"])).Data);
    }

    [Fact]
    public async Task Get_ShowsTheItemAndItsRecord_OrSaysThatThereIsNone()
    {
        await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + Acme + Globex)]);

        var one = await _scene.Run(["catalog", "get", "acme/A-1"]);
        var all = await _scene.Run(["catalog", "get", "A-1", "--json"]);
        var none = await _scene.Run(["catalog", "get", "acme/a-1"]);

        Assert.Equal(0, one.ExitCode);
        Assert.StartsWith("tenant               acme\nsku                  A-1\nname                 Desk, 27\"\nstate                active\ncurrency             USD\nlist_price           129.00\nfloor_price          99.50\n", one.Data, StringComparison.Ordinal);
        Assert.Matches(@"record               aegis\.catalog \[[0-2]\] offset [0-2], content hash [A-Za-z0-9+/]{43}=", one.Data);
        var items = all.Data.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["acme", "globex"], items.Select(item => item.GetProperty("tenant").GetString()));
        Assert.Equal("aegis.catalog", items[0].GetProperty("record").GetProperty("topic").GetString());
        Assert.Equal((2, "", "warning: no item acme/a-1 is in aegis.catalog; a SKU is matched letter by letter\n"), none);
    }

    [Fact]
    public async Task Replace_RemovesWhatTheFileDoesNotHave_OfItsTenantsOnly()
    {
        await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + Acme + Globex)]);
        var file = _scene.Write("acme.csv", Header + "acme,A-2,,inactive,,,,,\n");

        var unasked = await _scene.Run(["catalog", "load", file, "--replace"]);
        var looked = await _scene.Run(["catalog", "load", file, "--replace", "--dry-run"]);
        var refused = await _scene.Run(["catalog", "load", file, "--replace"], input: "no\n");
        var before = await _scene.Run(["catalog", "export"]);
        var agreed = await _scene.Run(["catalog", "load", file, "--replace"], input: "yes\n");
        var after = await _scene.Run(["catalog", "export"]);

        Assert.Equal((64, "error: --replace removes what the file does not have, and nobody can be asked here; look with --dry-run, then say --yes\n"), (unasked.ExitCode, unasked.Talk));
        Assert.Equal((0, "1 item can be loaded; nothing was written\n- acme/A-1\n1 item would be removed\n"), (looked.ExitCode, looked.Talk));
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(Header + Acme + Globex, before.Data);
        Assert.Equal(0, agreed.ExitCode);
        Assert.Equal(Header + "acme,A-2,,inactive,,,,,\n" + Globex, after.Data);
    }

    [Fact]
    public async Task ReplaceWithARejectedLine_RemovesNothing()
    {
        await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + Acme)]);

        var load = await _scene.Run(["catalog", "load", _scene.Write("bad.csv", Header + "acme,A-2,,inactive,,,,,\nacme,A-1,,active,USD,oops,,,\n"), "--replace", "--yes"]);

        Assert.Equal(2, load.ExitCode);
        Assert.Contains("warning: nothing was removed, since lines were rejected; mend them and load again to remove 1 item", load.Talk, StringComparison.Ordinal);
        Assert.Equal(Header + Acme, (await _scene.Run(["catalog", "export"])).Data);
    }

    [Fact]
    public async Task TooManyRejectedLines_EndTheLoadAsAFault()
    {
        var load = await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + "acme,A-1,,active,,,,,\nx\nx\nx\n"), "--max-rejects", "1"]);

        Assert.Equal(1, load.ExitCode);
        Assert.Contains("error: line 4 is one rejected line too many (--max-rejects 1): this may be another file than it should be; 1 item came before it", load.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatWouldOutgrowTheEmbeddedBroker_IsRefusedBeforeItDropsRows()
    {
        var name = new string('x', 250);
        var rows = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"acme,A-{number},{name},active,,,,,\n"));

        var load = await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + rows)]);

        Assert.Equal(1, load.ExitCode);
        Assert.Contains("would outgrow the embedded broker, which keeps 5 MiB a partition", load.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileOfUnknownFormatOrNone_IsRefused()
    {
        var unknown = await _scene.Run(["catalog", "load", _scene.Write("catalog.xlsx", "")]);
        var missing = await _scene.Run(["catalog", "load", _scene.PathOf("none.csv")]);

        Assert.Equal((64, $"error: what {_scene.PathOf("catalog.xlsx")} holds cannot be told from its name; say it with --format csv|jsonl\n"), (unknown.ExitCode, unknown.Talk));
        Assert.Equal(1, missing.ExitCode);
    }

    [Fact]
    public async Task MissingTopic_IsNamedWithTheWayOut()
    {
        var load = await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + Acme), "--prefix", "other"]);

        Assert.Equal((1, "error: the topic `other.catalog` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix\n"), (load.ExitCode, load.Talk));
    }

    [Fact]
    public async Task SchemaRegistryThatDoesNotAnswer_KeepsALoadFromWritingUnframedRows()
    {
        var load = await _scene.Run(["catalog", "load", _scene.Write("catalog.csv", Header + Acme), "--schema-registry", "http://127.0.0.1:1"]);

        Assert.Equal(69, load.ExitCode);
        Assert.Equal(Header, (await _scene.Run(["catalog", "export"])).Data);
    }
}
