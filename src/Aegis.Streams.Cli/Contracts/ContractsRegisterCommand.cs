using System.Globalization;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.SchemaRegistry;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Contracts;

/// <summary>`aegis contracts register`: registers the contracts of every topic in a schema registry.</summary>
internal static class ContractsRegisterCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var connections = new ConnectionOptions();
        var registry = new SchemaRegistryOptions();
        var verb = new Verb("register", "Register the contracts of every topic in a schema registry, for instances that may only look them up. Needs no cluster.")
        {
            Examples =
            [
                "aegis contracts register --schema-registry http://localhost:8081",
                "aegis contracts register --schema-registry https://registry.example --schema-registry-config @registry.properties",
            ],
        };
        verb.Add(registry.Url);
        verb.Add(registry.Properties);
        verb.Add(connections.Prefix);
        return verb.Runs(async run =>
        {
            var connection = registry.Find(run) ?? throw CliRefusalException.Usage($"no registry was named; use {registry.Url.Name} URL or AEGIS_SCHEMA_REGISTRY");
            Show(run, await SchemaRegistryOptions.RegisterAsync(run, connection, new TopicNames(run.Value(connections.Prefix))).ConfigureAwait(false));
            return ExitCodes.Done;
        });
    }

    private static void Show(CommandRun run, RegisteredContracts contracts)
    {
        var table = new TextTable("SUBJECT", ">VERSION", ">ID");
        foreach (var (subject, version, id) in contracts.All)
        {
            if (!run.IsJson)
            {
                table.Add(Ink.Plain, subject, version.ToString(CultureInfo.InvariantCulture), id.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            run.Data.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("subject", subject);
                json.WriteNumber("version", version);
                json.WriteNumber("id", id);
                json.WriteEndObject();
            });
        }

        if (!run.IsJson) table.WriteTo(run.Data);
    }
}
