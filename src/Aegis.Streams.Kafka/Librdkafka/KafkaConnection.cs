using System.Collections.Frozen;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>How clients reach a cluster.</summary>
/// <param name="BootstrapServers">Addresses of brokers, `host:port`, separated by commas.</param>
public sealed record KafkaConnection(string BootstrapServers)
{
    /// <summary>What the guarantees of the product rest on, and what it names itself: a user's value would break them silently.</summary>
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "bootstrap.servers", "metadata.broker.list", "client.id", "group.id", "group.instance.id", "group.protocol", "group.remote.assignor",
        "partition.assignment.strategy", "isolation.level", "enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset", "enable.partition.eof",
        "allow.auto.create.topics", "transactional.id", "transaction.timeout.ms", "enable.idempotence", "acks", "request.required.acks", "partitioner",
        "max.in.flight", "max.in.flight.requests.per.connection", "log.connection.close", "log.queue", "dotnet.producer.enable.background.poll", "dotnet.producer.enable.delivery.reports",
        "dotnet.consumer.consume.result.fields");

    /// <summary>Gets further properties of librdkafka, such as those of TLS and SASL, for every client.</summary>
    /// <value>The default is none. Those that the runtime sets for its guarantees are refused by <see cref="Validate"/>.</value>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Gets a value indicating whether this is the in-process broker, whose limits need settings of their own.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Gets the name that brokers log and count these clients under.</summary>
    /// <value>The default is `aegis`.</value>
    public string ClientId { get; init; } = "aegis";

    /// <summary>Gets the protocol of the application's group.</summary>
    /// <value>The default is <see cref="GroupProtocol.Consumer"/>.</value>
    public GroupProtocol GroupProtocol { get; init; }

    /// <summary>Bounds what each reader keeps in memory, for work that needs many of them. What was set by hand stays.</summary>
    /// <returns>The connection.</returns>
    internal KafkaConnection WithSmallReaders()
    {
        var properties = new Dictionary<string, string>(Properties);
        properties.TryAdd("queued.max.messages.kbytes", "2048");
        properties.TryAdd("fetch.message.max.bytes", "1048576");
        return this with { Properties = properties };
    }

    /// <summary>Names every property that may not be set.</summary>
    /// <returns>The faults; empty if there are none.</returns>
    public IReadOnlyList<string> Validate() =>
        [.. Properties.Keys.Where(Reserved.Contains).Order(StringComparer.Ordinal)
            .Select(name => $"the property `{name}` is set by Aegis itself, since its guarantees rest on it; remove it")];

    /// <summary>Makes the settings that every client shares, for an administration client.</summary>
    /// <returns>A new set of settings.</returns>
    public ClientConfig ToClientConfig()
    {
        var config = new ClientConfig();
        foreach (var (name, value) in Properties) config.Set(name, value);
        config.BootstrapServers = BootstrapServers;
        config.ClientId = ClientId;
        return config;
    }
}
