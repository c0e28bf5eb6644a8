using System.CommandLine;
using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>`aegis catalog get`: shows one item.</summary>
internal static class CatalogGetCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var sku = new Argument<string>("[TENANT/]SKU") { Description = "The item; without a tenant, that of every tenant." };
        var verb = new Verb("get", "Show an item, and the record that it was read from.")
        {
            Examples = ["aegis catalog get acme/SKU-000123", "aegis catalog get SKU-000123 --json"],
        };
        verb.Add(sku);
        return verb.Runs(run =>
        {
            var connection = new ConnectionResolver(connections).Connect(run);
            var topic = new TopicNames(run.Value(connections.Prefix)).Catalog;
            var name = run.Value(sku);
            var key = name.Contains('/', StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(name) : null;
            var table = new TableScan<CatalogItem>(CatalogTable.Form, run).Read(connection, topic, key);
            var rows = table.Rows.Select(pair => pair.Value)
                .Where(row => key is null ? row.Value.Sku == name : $"{row.Value.Tenant}/{row.Value.Sku}" == name)
                .OrderBy(row => row.Value.Tenant, StringComparer.Ordinal).ToList();
            foreach (var row in rows) Show(run, topic, row);
            if (rows.Count > 0) return ExitCodes.Done;
            run.Talk.Warn($"no item {name} is in {topic}; a SKU is matched letter by letter");
            return ExitCodes.Incomplete;
        });
    }

    private static void Show(CommandRun run, string topic, TableRow<CatalogItem> row)
    {
        if (run.IsJson)
        {
            run.Data.WriteJson(json =>
            {
                json.WriteStartObject();
                CatalogJsonLines.WriteFields(json, row.Value);
                RowReport.Write(json, topic, row);
                json.WriteEndObject();
            });
            return;
        }

        var texts = CatalogFields.Write(row.Value);
        for (var i = 0; i < texts.Length; i++) run.Data.WriteLine($"{CatalogFields.Names[i],-20} {TerminalText.Clean(texts[i] ?? "-")}");
        run.Data.WriteLine($"{"record",-20} {RowReport.Spell(topic, row)}");
    }
}
