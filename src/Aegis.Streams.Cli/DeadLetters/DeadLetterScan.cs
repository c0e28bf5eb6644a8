using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.DeadLetters;

/// <summary>Reads the dead letter topic as it is now.</summary>
/// <param name="connections">The options of the connection.</param>
internal sealed class DeadLetterScan(ConnectionOptions connections)
{
    /// <summary>Reads it.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The dead letters, each partition's in order.</returns>
    /// <exception cref="CliRefusalException">There is no cluster or no such topic, or it cannot be read to its end.</exception>
    public IEnumerable<DeadLetterEntry> Read(CommandRun run)
    {
        var connection = new ConnectionResolver(connections).Connect(run);
        var topic = new TopicNames(run.Value(connections.Prefix)).DeadLetters;
        using var clients = new LibrdkafkaClients(connection, "aegis-dlq", run.ClientLogger());
        var scan = new TopicScan(clients, run.Host.Time);
        using var progress = new ProgressLine(run.Talk, $"reading {topic}", "records", run.Host.Time);
        foreach (var record in scan.Read(scan.Partitions(topic), (records, part) => progress.Report(records, part), run.Stopping))
        {
            if (DeadLetterEntry.Read(record) is { } entry) yield return entry;
            else run.Talk.Warn($"the record at {record.Topic} [{record.Partition}] offset {record.Offset} is no dead letter: it lacks headers that each one has");
        }
    }
}
