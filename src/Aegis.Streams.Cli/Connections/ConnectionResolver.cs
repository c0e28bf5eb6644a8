using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Cli.Connections;

/// <summary>Finds the cluster that a verb works with.</summary>
/// <param name="options">The options that name it.</param>
internal sealed class ConnectionResolver(ConnectionOptions options)
{
    private const string BootstrapProperty = "bootstrap.servers";
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Finds the cluster of a client verb, by options, variables or a running embedded instance, and makes sure that it answers.</summary>
    /// <param name="run">The run.</param>
    /// <returns>How to reach it.</returns>
    /// <exception cref="CliRefusalException">None was named and none runs, it does not answer, or an option is wrong.</exception>
    public KafkaConnection Connect(CommandRun run)
    {
        var folder = StateFolder.Of(run, options);
        var connection = FindNamed(run) ?? (folder.FindEmbedded() is { } running
            ? WithProperties(run, running.BootstrapServers) with { IsEmbedded = true }
            : throw CliRefusalException.NoCluster(
                $"no cluster was named and no embedded instance runs in {folder.Path}; name one with --bootstrap-servers HOST:PORT or AEGIS_BOOTSTRAP_SERVERS, or start one with `aegis up --embedded`"));
        Probe(connection);
        return connection;
    }

    /// <summary>Finds the cluster that options or variables name.</summary>
    /// <param name="run">The run.</param>
    /// <returns>How to reach it; <see langword="null"/>: they name none.</returns>
    /// <exception cref="CliRefusalException">An option is wrong.</exception>
    public KafkaConnection? FindNamed(CommandRun run)
    {
        var named = run.Value(options.BootstrapServers) ?? run.Host.Variable("AEGIS_BOOTSTRAP_SERVERS");
        if (string.IsNullOrWhiteSpace(named)) named = Properties(run).GetValueOrDefault(BootstrapProperty);
        if (string.IsNullOrWhiteSpace(named)) return null;
        var isOwn = StateFolder.Of(run, options).FindEmbedded()?.BootstrapServers == named;
        return WithProperties(run, named) with { IsEmbedded = isOwn };
    }

    /// <summary>Makes sure that a cluster answers.</summary>
    /// <param name="connection">How to reach it.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="CliRefusalException">It does not.</exception>
    public static ClusterInfo Probe(KafkaConnection connection)
    {
        try
        {
            return ClusterProbe.Connect(connection, ProbeTimeout);
        }
        catch (StreamClientException fault)
        {
            throw fault.Fault switch
            {
                StreamClientFault.Retriable => CliRefusalException.NoCluster($"{fault.Message}; check the address, and that the cluster runs", fault),
                StreamClientFault.Fatal => new CliRefusalException(ExitCodes.Usage, fault.Message, fault),
                _ => CliRefusalException.Fault(fault.Message, fault),
            };
        }
    }

    private KafkaConnection WithProperties(CommandRun run, string bootstrapServers)
    {
        var properties = Properties(run);
        properties.Remove(BootstrapProperty);
        var connection = new KafkaConnection(bootstrapServers) { Properties = properties };
        return connection.Validate() is { Count: > 0 } faults ? throw CliRefusalException.Usage(string.Join("; ", faults)) : connection;
    }

    private Dictionary<string, string> Properties(CommandRun run)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (run.Value(options.Config) is { } file) PropertyFile.Read(file, properties);
        foreach (var property in run.Value(options.Properties)) PropertyFile.Add(property, "--property", properties);
        return properties;
    }
}
