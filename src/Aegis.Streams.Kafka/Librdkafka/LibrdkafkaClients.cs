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
            new AdminClientBuilder(connection.ToClientConfig()).SetLogHandler(new ClientLog(logger).Write).Build()));
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
    public int? PartitionCount(string topic, TimeSpan timeout) => _connection.IsEmbedded
        ? Run(() => _admin.Use(admin => Find(admin.GetMetadata(timeout).Topics, topic)))
        : Run(() => _admin.Use(admin => Describe(admin, topic, timeout)));

    /// <inheritdoc/>
    public IReadOnlyDictionary<LogPartition, LogRange> Ranges(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout) => Run(() =>
    {
        if (partitions.Count == 0) return [];
        var starts = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Earliest(), timeout));
        var ends = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Latest(), timeout));
        return partitions.ToDictionary(partition => partition, partition => new LogRange(starts[partition], ends[partition]));
    });

    /// <inheritdoc/>
    public IReadOnlyDictionary<LogPartition, long> OffsetsSince(IReadOnlyCollection<LogPartition> partitions, DateTimeOffset since, TimeSpan timeout) => Run(() =>
    {
        // The in-process broker knows the start and the end of a partition, and no times.
        if (partitions.Count == 0 || _connection.IsEmbedded) return partitions.Count == 0 ? [] : _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Earliest(), timeout));
        var ends = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.Latest(), timeout));
        var offsets = _admin.Use(admin => ListOffsets(admin, partitions, OffsetSpec.ForTimestamp(since.ToUnixTimeMilliseconds()), timeout));
        return partitions.ToDictionary(partition => partition, partition => offsets[partition] < 0 ? ends[partition] : offsets[partition]);
    });

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    private static int? Find(List<TopicMetadata> topics, string topic) =>
        topics.Find(known => known.Topic == topic && known.Error.Code == ErrorCode.NoError)?.Partitions.Count;

    /// <summary>Asks for one topic in the way that never creates it, as a plain metadata request does on a broker that permits that.</summary>
    private static int? Describe(IAdminClient admin, string topic, TimeSpan timeout)
    {
        try
        {
            var options = new DescribeTopicsOptions { RequestTimeout = timeout };
            return admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]), options).GetAwaiter().GetResult().TopicDescriptions[0].Partitions.Count;
        }
        catch (DescribeTopicsException fault) when (fault.Results.TopicDescriptions is [{ Error.Code: ErrorCode.UnknownTopicOrPart }])
        {
            return null;
        }
        catch (DescribeTopicsException fault) when (fault.Results.TopicDescriptions is [{ Error.IsError: true } failed])
        {
            throw new KafkaException(failed.Error, fault);
        }
    }

    /// <summary>Lists offsets as an uncommitted reader sees them: a committed one would be told the last stable offset as the end.</summary>
    private static Dictionary<LogPartition, long> ListOffsets(IAdminClient admin, IReadOnlyCollection<LogPartition> partitions, OffsetSpec spec, TimeSpan timeout)
    {
        var requests = partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition.ToTopicPartition(), OffsetSpec = spec });
        var options = new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = timeout };
        try
        {
            var results = admin.ListOffsetsAsync(requests, options).GetAwaiter().GetResult().ResultInfos;
            return results.ToDictionary(result => result.TopicPartitionOffsetError.TopicPartition.ToLogPartition(), result => result.TopicPartitionOffsetError.Offset.Value);
        }
        catch (ListOffsetsException fault) when (fault.Result.ResultInfos.Find(result => result.TopicPartitionOffsetError.Error.IsError) is { } failed)
        {
            throw new KafkaException(failed.TopicPartitionOffsetError.Error, fault);
        }
    }

    private static T Run<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (KafkaException fault)
        {
            throw ClientFaults.Of(fault);
        }
        catch (ObjectDisposedException fault)
        {
            // When the brokers go, another caller may have let the client go that this one still waited for. The next call makes a new one.
            throw new StreamClientException(StreamClientFault.Retriable, "the administration client was replaced", fault);
        }
    }
}
