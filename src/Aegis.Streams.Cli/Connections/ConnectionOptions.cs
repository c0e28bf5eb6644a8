using System.CommandLine;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Connections;

/// <summary>The options that say which cluster a verb works with, and how its topics are named.</summary>
internal sealed class ConnectionOptions
{
    // Kafka's bound of 249 leaves room for the rest of the name.
    private const int MaxPrefixLength = 200;

    public Option<string?> BootstrapServers { get; } = new("--bootstrap-servers", "-b")
    {
        Description = "Brokers of a Kafka cluster, comma-separated. Default: AEGIS_BOOTSTRAP_SERVERS.",
        HelpName = "HOST:PORT",
        Recursive = true,
    };

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "File with librdkafka properties (TLS, SASL, ...), one key=value a line; `#` starts a comment.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<string[]> Properties { get; } = new("--property", "-X")
    {
        Description = "A librdkafka property. May be repeated; overrides the file.",
        HelpName = "KEY=VALUE",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    public Option<string?> StateFolder { get; } = new("--state-dir")
    {
        Description = "Folder of an instance: its id, its keys, the address of its embedded broker. Default: AEGIS_STATE_DIR, else `.aegis`.",
        HelpName = "FOLDER",
        Recursive = true,
    };

    public Option<string> Prefix { get; } = new("--prefix")
    {
        Description = "What the names of all topics start with, without its dot.",
        HelpName = "NAME",
        Recursive = true,
        DefaultValueFactory = _ => "aegis",
        Validators = { NamePatterns.Check("--prefix", MaxPrefixLength) },
    };

    /// <summary>Adds the options to a verb, or to a group for all of its verbs.</summary>
    public void AddTo(Command command)
    {
        command.Add(BootstrapServers);
        command.Add(Config);
        command.Add(Properties);
        command.Add(StateFolder);
        command.Add(Prefix);
    }
}
