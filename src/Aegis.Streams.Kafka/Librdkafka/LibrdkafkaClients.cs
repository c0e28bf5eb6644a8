using System.Collections.Frozen;
using Aegis.Streams.Kafka.Clients;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>The clients of the stream runtime over Confluent.Kafka and librdkafka. Thread-safe.</summary>
public sealed class LibrdkafkaClients : IStreamClients, IDisposable
{
    private readonly KafkaConnection _connection;
    private readonly string _applicationId;
    private readonly ILogger _logger;
    private readonly AdminClients _admin;
    private readonly OverdueCalls _overdueCalls = new();

    /// <summary>Initializes the clients; nothing connects before it is used.</summary>
    /// <param name="connection">How to reach the cluster.</param>
    /// <param name="applicationId">The application: its group.</param>
    /// <param name="logger">What librdkafka logs goes here.</param>
    public LibrdkafkaClients(KafkaConnection connection, string applicationId, ILogger logger)
    {
        (_connection, _applicationId, _logger) = (connection, applicationId, logger);
        _admin = new AdminClients(() => ClientBuild.Run(() =>
            new AdminClientBuilder(ClientSettings.Admin(connection)).SetLogHandler(new ClientLog(logger).Write).Build()));
    }

    /// <summary>Gets the age at which the broker aborts a transaction of these producers.</summary>
    /// <value>The default is 10 seconds. Must equal that of the stream runtime, and not exceed the broker's `transaction.max.timeout.ms`.</value>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets a value indicating whether readers keep 2 MiB each in memory and not 64, for work that needs many of them.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool HasSmallReaders { get; init; }

    /// <inheritdoc/>
    public bool EnforcesIsolation => !_connection.IsEmbedded;

    /// <inheritdoc/>
    public IGroupConsumer CreateConsumer(string memberId) =>
        new GroupConsumer(ClientSettings.GroupConsumer(_connection, _applicationId, memberId), _connection.IsEmbedded, _logger);

    /// <inheritdoc/>
    public ITransactionalProducer CreateProducer(string transactionalId)
    {
        if (_overdueCalls.IsFull)
            throw new StreamClientException(StreamClientFault.Retriable, $"{OverdueCalls.Max} earlier producers of this process still wait for the group's coordinator; if it is there, restart the process");
        return new TransactionalProducer(ClientSettings.TransactionalProducer(_connection, transactionalId, TransactionTimeout), _overdueCalls, _logger);
    }

    /// <inheritdoc/>
    public ILogReader CreateReader(string name) => new LogReader(ClientSettings.Reader(HasSmallReaders ? _connection.WithSmallReaders() : _connection, $"{_applicationId}-{name}"), _logger);

    /// <inheritdoc/>
    public int? PartitionCount(string topic, TimeSpan timeout) => _admin.Use(admin =>
    {
        // By metadata, which every broker has: a description comes from the controller alone, and Confluent.Kafka cannot read that of a partition without a leader.
        var metadata = _connection.IsEmbedded ? admin.GetMetadata(timeout) : admin.GetMetadata(topic, timeout);
        if (metadata.Topics.Find(known => known.Topic == topic) is not { } found || found.Error.Code == ErrorCode.UnknownTopicOrPart) return (int?)null;
        return found.Error.IsError ? throw new KafkaException(found.Error) : found.Partitions.Count;
    });

    /// <inheritdoc/>
    public IReadOnlyDictionary<LogPartition, LogRange> Ranges(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout)
    {
        if (partitions.Count == 0) return FrozenDictionary<LogPartition, LogRange>.Empty;
        var starts = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Earliest(), timeout));
        var ends = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Latest(), timeout));
        return partitions.ToDictionary(partition => partition, partition => new LogRange(starts[partition], ends[partition]));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<LogPartition, long> OffsetsSince(IReadOnlyCollection<LogPartition> partitions, DateTimeOffset since, TimeSpan timeout)
    {
        if (partitions.Count == 0) return FrozenDictionary<LogPartition, long>.Empty;

        // The in-process broker knows the start and the end of a partition, and no times.
        if (_connection.IsEmbedded) return _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Earliest(), timeout));
        var ends = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Latest(), timeout));
        var offsets = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.ForTimestamp(since.ToUnixTimeMilliseconds()), timeout));
        return partitions.ToDictionary(partition => partition, partition => offsets[partition] < 0 ? ends[partition] : offsets[partition]);
    }

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    /// <summary>Lists offsets as an uncommitted reader sees them: a committed one would be told the last stable offset as the end.</summary>
    private static Dictionary<LogPartition, long> ListOffsets(IAdminClient admin, IReadOnlyCollection<LogPartition> partitions, OffsetSpec spec, TimeSpan timeout)
    {
        var requests = partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition.ToTopicPartition(), OffsetSpec = spec });
        var options = new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = timeout };
        try
        {
            var results = admin.ListOffsetsAsync(requests, options).EndWithin(timeout).GetAwaiter().GetResult().ResultInfos;
            return results.ToDictionary(result => result.TopicPartitionOffsetError.TopicPartition.ToLogPartition(), result => result.TopicPartitionOffsetError.Offset.Value);
        }
        catch (ListOffsetsException fault) when (fault.Result.ResultInfos.Find(result => result.TopicPartitionOffsetError.Error.IsError) is { } failed)
        {
            throw new KafkaException(failed.TopicPartitionOffsetError.Error, fault);
        }
    }
}
