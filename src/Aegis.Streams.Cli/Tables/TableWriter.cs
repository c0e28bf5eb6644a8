using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Tables;

/// <summary>
/// Writes rows to the topic of a global table. Idempotent, acknowledged by all replicas, and not transactional on purpose: rows do not depend on
/// each other, a load may be repeated, and a topic that ends in a transaction marker makes readers that wait for its last record hang (KAFKA-6190).
/// </summary>
internal sealed class TableWriter : IDisposable
{
    private static readonly RecordHeader[] Headers = [new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Protobuf))];
    private static readonly TimeSpan FlushStep = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);

    // The client's own default of five minutes is longer than anybody watches a bar stand still.
    private const string DeliveryTimeoutMs = "60000";

    private readonly string _topic;
    private readonly RecordProducer _producer;
    private readonly EmbeddedRoom? _room;
    private string? _failure;
    private long _acknowledged;

    private TableWriter(KafkaConnection connection, string topic, EmbeddedRoom? room, ILogger logger)
    {
        (_topic, _room) = (topic, room);
        _producer = new RecordProducer(WithDeliveryTimeout(connection), logger);
    }

    /// <summary>Gets how many records were queued.</summary>
    public long Queued { get; private set; }

    /// <summary>Gets how many records every replica in sync has.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Makes a writer.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="run">The run.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="CliRefusalException">The topic does not exist.</exception>
    public static TableWriter Open(KafkaConnection connection, string topic, CommandRun run)
    {
        using var clients = new LibrdkafkaClients(connection, "aegis-load", run.ClientLogger());
        var partitions = new TopicScan(clients, run.Host.Time).Partitions(topic);
        var room = connection.IsEmbedded ? new EmbeddedRoom(topic, clients.Ranges(partitions, CallTimeout)) : null;
        return new TableWriter(connection, topic, room, run.ClientLogger());
    }

    /// <summary>Queues a record.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; <see langword="null"/>: the row is removed.</param>
    /// <exception cref="CliRefusalException">This record or an earlier one was not written.</exception>
    public void Write(byte[] key, byte[]? value)
    {
        ThrowIfFailed();
        _room?.Take(key, value?.Length ?? 0);
        try
        {
            _producer.Produce(new OutboundRecord(_topic, key, value, value is null ? [] : Headers), delivery => Delivered(key, delivery));
            Queued++;
        }
        catch (StreamClientException fault)
        {
            throw Refusal(Describe(key, fault.Message));
        }
    }

    /// <summary>Waits until every record is acknowledged.</summary>
    /// <param name="report">Told of the progress.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <exception cref="CliRefusalException">A record was not written.</exception>
    public void Complete(Action report, CancellationToken stopping)
    {
        while (!_producer.Flush(FlushStep))
        {
            stopping.ThrowIfCancellationRequested();
            ThrowIfFailed();
            report();
        }

        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public void Dispose() => _producer.Dispose();

    private static KafkaConnection WithDeliveryTimeout(KafkaConnection connection) =>
        connection.Properties.ContainsKey("delivery.timeout.ms") || connection.Properties.ContainsKey("message.timeout.ms")
            ? connection
            : connection with { Properties = new Dictionary<string, string>(connection.Properties) { ["message.timeout.ms"] = DeliveryTimeoutMs } };

    private static string Describe(byte[] key, string error) => $"the record of {Encoding.UTF8.GetString(key)} was not written: {error}";

    private void Delivered(byte[] key, RecordDelivery delivery)
    {
        if (delivery.Error is null) Interlocked.Increment(ref _acknowledged);
        else Interlocked.CompareExchange(ref _failure, Describe(key, delivery.Error), null);
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure) throw Refusal(failure);
    }

    private CliRefusalException Refusal(string failure) => CliRefusalException.Fault(
        $"{failure}; {Acknowledged} of {Queued} records for `{_topic}` are acknowledged; mend the cause and run the same again, which is safe");
}
