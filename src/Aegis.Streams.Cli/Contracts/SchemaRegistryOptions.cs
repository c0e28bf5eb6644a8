using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Kafka.SchemaRegistry;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Contracts;

/// <summary>The options that say which schema registry knows the contracts.</summary>
internal sealed class SchemaRegistryOptions
{
    private const string UrlVariable = "AEGIS_SCHEMA_REGISTRY";
    private const char FileMark = '@';

    public Option<string?> Url { get; } = new("--schema-registry")
    {
        Description = $"Base URL of a schema registry: Protobuf values are then framed with its schema ids. Default: {UrlVariable}, else none.",
        HelpName = "URL",
    };

    public Option<string[]> Properties { get; } = new("--schema-registry-config")
    {
        Description = "A property of the registry's client, such as schema.registry.basic.auth.user.info=USER:SECRET; @FILE reads them from a file. May be repeated.",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> AutoRegister { get; } = new("--schema-registry-auto-register")
    {
        Description = "Whether contracts that the registry lacks are registered; with `false` they must be there (`aegis contracts register`).",
        HelpName = "true|false",
        DefaultValueFactory = _ => true,
    };

    /// <summary>Adds the options to a verb that writes or reads values.</summary>
    public void AddTo(Command command)
    {
        command.Add(Url);
        command.Add(Properties);
        command.Add(AutoRegister);
    }

    /// <summary>Registers the contracts of a verb that writes or reads values in the registry that was named, or looks them up there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="topics">The topics.</param>
    /// <returns>The contracts with their ids; <see langword="null"/>: no registry was named, and values are plain.</returns>
    /// <exception cref="CliRefusalException">The registry does not answer or refuses, or an option is wrong.</exception>
    public async Task<RegisteredContracts?> RegisterAsync(CommandRun run, TopicNames topics) =>
        Find(run) is { } connection ? await RegisterAsync(run, connection with { AutoRegister = run.Value(AutoRegister) }, topics).ConfigureAwait(false) : null;

    /// <summary>Finds the registry that options or the variable name.</summary>
    /// <param name="run">The run.</param>
    /// <returns>How to reach it; <see langword="null"/>: none was named.</returns>
    /// <exception cref="CliRefusalException">An option is wrong.</exception>
    public SchemaRegistryConnection? Find(CommandRun run)
    {
        var url = run.Value(Url) ?? run.Host.Variable(UrlVariable);
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in run.Value(Properties))
        {
            if (property.StartsWith(FileMark)) PropertyFile.Read(property[1..], properties);
            else PropertyFile.Add(property, Properties.Name, properties);
        }

        if (!string.IsNullOrWhiteSpace(url)) return new SchemaRegistryConnection(url) { Properties = properties };
        return properties.Count == 0 ? null : throw CliRefusalException.Usage($"{Properties.Name} was given without a registry; name one with {Url.Name} URL or {UrlVariable}");
    }

    /// <summary>Registers the contracts, or looks them up.</summary>
    /// <param name="run">The run.</param>
    /// <param name="connection">The registry.</param>
    /// <param name="topics">The topics.</param>
    /// <returns>The contracts with their ids.</returns>
    /// <exception cref="CliRefusalException">The registry does not answer or refuses.</exception>
    public static async Task<RegisteredContracts> RegisterAsync(CommandRun run, SchemaRegistryConnection connection, TopicNames topics)
    {
        try
        {
            return await ContractRegistration.RunAsync(connection, topics, run.Stopping).ConfigureAwait(false);
        }
        catch (ContractRegistrationException refusal)
        {
            throw refusal.Fault switch
            {
                SchemaRegistryFault.Unreachable => CliRefusalException.NoCluster(refusal.Message, refusal),
                SchemaRegistryFault.InvalidProperty => new CliRefusalException(ExitCodes.Usage, refusal.Message, refusal),
                _ => CliRefusalException.Fault(refusal.Message, refusal),
            };
        }
    }
}
