using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Reads a global table as it is now.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="form">The table.</param>
/// <param name="run">The run.</param>
internal sealed class TableScan<T>(TableForm<T> form, CommandRun run)
    where T : class
{
    private const int BatchRecords = 10_000;

    /// <summary>Reads it.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="key">The only key that matters; <see langword="null"/>: all of them.</param>
    /// <returns>The table; with a key, of its partition only.</returns>
    /// <exception cref="CliRefusalException">The topic does not exist, or cannot be read to its end.</exception>
    public TableSnapshot<T> Read(KafkaConnection connection, string topic, byte[]? key = null)
    {
        using var clients = new LibrdkafkaClients(connection, $"aegis-{form.Name}", run.ClientLogger());
        var codec = form.CodecOf(null);
        var scan = new TopicScan(clients, run.Host.Time);
        var partitions = scan.Partitions(topic);
        var table = new TableSnapshot<T>(partitions.Count);
        var positions = new long[partitions.Count];
        if (key is not null) partitions = [partitions[Murmur2.Partition(key, partitions.Count)]];
        var changes = new List<TableChange<T>>(BatchRecords);
        using var progress = new ProgressLine(run.Talk, $"reading {topic}", "records", run.Host.Time);
        foreach (var record in scan.Read(partitions, (records, part) => progress.Report(records, part), run.Stopping))
        {
            changes.Add(TableRecord.Read(record, codec, out var fault));
            positions[record.Partition] = record.Offset + 1;
            if (fault is not null) run.Talk.Warn($"the record at {record.Topic} [{record.Partition}] offset {record.Offset} cannot be used: {fault}");
            if (changes.Count < BatchRecords) continue;
            table = table.Apply(changes, positions);
            changes.Clear();
        }

        return table.Apply(changes, positions);
    }
}
