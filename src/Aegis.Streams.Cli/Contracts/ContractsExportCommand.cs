using System.CommandLine;
using System.Text.Json;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Contracts;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Contracts;

/// <summary>`aegis contracts export`: writes JSON Schema, AsyncAPI and OpenAPI.</summary>
internal static class ContractsExportCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var connections = new ConnectionOptions();
        var folder = new Option<string>("--out") { Description = "Folder to write to; files in it of the same names are replaced.", HelpName = "FOLDER", Required = true };
        var verb = new Verb("export", "Write the contracts as JSON Schema (2020-12), AsyncAPI 3 and OpenAPI 3.1. Needs no cluster.")
        {
            Examples = ["aegis contracts export --out contracts", "aegis contracts export --out contracts --prefix staging.aegis"],
        };
        verb.Add(folder);
        verb.Add(connections.Prefix);
        return verb.Runs(run =>
        {
            foreach (var (path, text) in ContractDocuments.Write(new TopicNames(run.Value(connections.Prefix))))
            {
                var file = Path.Combine(run.Value(folder), path);
                Write(file, text);
                if (run.IsJson) run.Data.WriteJson(json => WriteFile(json, file));
                else run.Data.WriteLine(file);
            }

            return ExitCodes.Done;
        });
    }

    private static void WriteFile(Utf8JsonWriter json, string file)
    {
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteEndObject();
    }

    private static void Write(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{file} cannot be written: {fault.Message.TrimEnd('.')}; name another folder with --out", fault);
        }
    }
}
