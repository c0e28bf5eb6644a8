using System.Diagnostics;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli.Bench;

/// <summary>The topics of one measure, with the settings that those of a deployment have. Deletes what it made, and nothing else.</summary>
internal sealed class BenchTopics : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly KafkaConnection _connection;
    private readonly bool _keep;
    private readonly List<string> _made = [];

    private BenchTopics(KafkaConnection connection, TopicNames names, bool keep) => (_connection, Names, _keep) = (connection, names, keep);

    /// <summary>Gets their names.</summary>
    public TopicNames Names { get; }

    /// <summary>Makes the topics.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="prefix">What their names start with.</param>
    /// <param name="broker">The embedded broker; <see langword="null"/>: a cluster is used.</param>
    /// <returns>The topics; they are deleted by Dispose, unless they are to stay.</returns>
    /// <exception cref="CliRefusalException">The cluster refuses.</exception>
    public static BenchTopics Make(BenchPlan plan, string prefix, EmbeddedBroker? broker)
    {
        var topics = new BenchTopics(plan.Connection, new TopicNames(prefix), plan.Keep || broker is not null);
        if (broker is null) topics.Make(plan.Partitions);
        else topics.Specifications(plan.Partitions).ForEach(topic => broker.CreateTopic(topic.Name, topic.NumPartitions));
        return topics;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_keep || _made.Count == 0) return;
        using var admin = Admin();
        admin.DeleteTopicsAsync(_made, new DeleteTopicsOptions { RequestTimeout = Timeout }).GetAwaiter().GetResult();
    }

    private void Make(int partitions)
    {
        using var admin = Admin();
        var specifications = Specifications(partitions);
        try
        {
            admin.CreateTopicsAsync(specifications, new CreateTopicsOptions { RequestTimeout = Timeout }).GetAwaiter().GetResult();
        }
        catch (CreateTopicsException fault)
        {
            _made.AddRange(fault.Results.Where(result => !result.Error.IsError).Select(result => result.Topic));
            Dispose();
            var failed = fault.Results.First(result => result.Error.IsError);
            throw CliRefusalException.Fault($"the topic `{failed.Topic}` was not made: {failed.Error.Reason}", fault);
        }

        _made.AddRange(specifications.Select(topic => topic.Name));
        AwaitMetadata();
    }

    /// <summary>Waits until clients can find the topics: a broker learns of them a moment after the controller.</summary>
    private void AwaitMetadata()
    {
        using var clients = new LibrdkafkaClients(_connection, "aegis-bench", NullLogger.Instance);
        var started = Stopwatch.GetTimestamp();
        while (_made.Exists(topic => clients.PartitionCount(topic, Timeout) is null) && Stopwatch.GetElapsedTime(started) < Timeout) Thread.Sleep(AskAgainAfter);
    }

    private IAdminClient Admin() => new AdminClientBuilder(_connection.ToClientConfig()).SetLogHandler((_, _) => { }).Build();

    private List<TopicSpecification> Specifications(int partitions) =>
    [
        // A run must not lose intents to retention before they are read, however long it takes.
        Specification(Names.Intents, partitions, ("message.timestamp.type", "LogAppendTime"), ("retention.ms", "-1")),
        Specification(Names.State, partitions, ("cleanup.policy", "compact")),
        Specification(Names.Decisions, partitions),
        Specification(Names.Audit, partitions),
        Specification(Names.DeadLetters, partitions),
        Specification(Names.Catalog, partitions, ("cleanup.policy", "compact")),
        Specification(Names.Agents, partitions, ("cleanup.policy", "compact")),
    ];

    private static TopicSpecification Specification(string name, int partitions, params (string Name, string Value)[] settings) => new()
    {
        Name = name,
        NumPartitions = partitions,
        ReplicationFactor = -1, // the cluster's own default
        Configs = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
    };
}
