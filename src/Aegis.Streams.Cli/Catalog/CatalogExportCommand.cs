using System.CommandLine;
using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>`aegis catalog export`: writes the catalog as a file that `load` reads.</summary>
internal static class CatalogExportCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var format = new ChoiceOption("--format", "What to write; --json means jsonl.", "csv", "jsonl");
        var tenant = new Option<string?>("--tenant") { Description = "Only items of this tenant.", HelpName = "NAME" };
        var verb = new Verb("export", "Write the catalog as it is now to the standard output, sorted by key; `load` reads it back.")
        {
            Examples = ["aegis catalog export > catalog.csv", "aegis catalog export --format jsonl --tenant acme > acme.jsonl"],
        };
        verb.Add(format);
        verb.Add(tenant);
        return verb.Runs(run =>
        {
            var connection = new ConnectionResolver(connections).Connect(run);
            var table = new TableScan<CatalogItem>(CatalogTable.Form, run).Read(connection, new TopicNames(run.Value(connections.Prefix)).Catalog);
            var lines = CatalogTable.Form.Formats[run.IsJson ? "jsonl" : run.Value(format)](null);
            var rows = table.Rows.Where(row => run.Value(tenant) is not { } wanted || row.Value.Value.Tenant == wanted)
                .OrderBy(row => Encoding.UTF8.GetString(row.Key), StringComparer.Ordinal);
            if (lines.Header is { } header) run.Data.WriteLine(header);
            foreach (var (_, row) in rows)
            {
                run.Stopping.ThrowIfCancellationRequested();
                run.Data.WriteLine(lines.Write(row.Value));
            }

            return ExitCodes.Done;
        });
    }
}
