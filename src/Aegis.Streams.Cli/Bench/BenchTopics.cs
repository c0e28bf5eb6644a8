using System.Diagnostics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Publishing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli.Bench;

/// <summary>The topics of one measure, with the settings that are declared for a deployment's. Deletes what it made, and nothing else.</summary>
internal sealed class BenchTopics : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly KafkaConnection _connection;
    private readonly TopicTopology _topology;
    private readonly string[] _topics;
    private readonly bool _keep;

    private BenchTopics(BenchPlan plan, string prefix, bool keep)
    {
        (_connection, Names, _keep) = (plan.Connection, new TopicNames(prefix), keep);
        _topics = [Names.Intents, Names.State, Names.Decisions, Names.Audit, Names.DeadLetters, Names.Catalog, Names.Agents];
        var declared = TopologyLoader.LoadDefault() with { Prefix = prefix, Tasks = plan.Partitions };
        _topology = declared with
        {
            Topics = [.. declared.Topics.Where(topic => _topics.Contains(declared.NameOf(topic))).Select(topic => topic with { Partitions = plan.Partitions })],
        };
    }

    /// <summary>Gets their names.</summary>
    public TopicNames Names { get; }

    /// <summary>Makes the topics.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="prefix">What their names start with.</param>
    /// <param name="broker">The embedded broker; <see langword="null"/>: a cluster is used.</param>
    /// <returns>The topics; they are deleted by Dispose, unless they are to stay.</returns>
    /// <exception cref="StreamClientException">The cluster refuses.</exception>
    public static BenchTopics Make(BenchPlan plan, string prefix, EmbeddedBroker? broker)
    {
        var topics = new BenchTopics(plan, prefix, plan.Keep || broker is not null);
        if (broker is null) topics.Create();
        else Array.ForEach(topics._topics, topic => broker.CreateTopic(topic, plan.Partitions));
        return topics;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_keep) return;
        using var admin = new AdminClientBuilder(_connection.ToClientConfig()).SetLogHandler((_, _) => { }).Build();
        try
        {
            admin.DeleteTopicsAsync(_topics, new DeleteTopicsOptions { RequestTimeout = Timeout }).GetAwaiter().GetResult();
        }
        catch (DeleteTopicsException fault) when (fault.Results.TrueForAll(result => !result.Error.IsError || result.Error.Code == ErrorCode.UnknownTopicOrPart))
        {
            // What could not be made need not go.
        }
    }

    private void Create()
    {
        try
        {
            using var admin = new TopicAdmin(_connection);
            var plan = TopicPlan.Make(_topology, admin.Describe(_topics, Timeout), _connection);
            admin.Create([.. plan.Topics.Select(topic => topic.Wanted)], Timeout);
            AwaitMetadata();
        }
        catch (StreamClientException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Waits until clients can find the topics: a broker learns of them a moment after the controller.</summary>
    private void AwaitMetadata()
    {
        using var clients = new LibrdkafkaClients(_connection, "aegis-bench", NullLogger.Instance);
        var started = Stopwatch.GetTimestamp();
        while (Array.Exists(_topics, topic => clients.PartitionCount(topic, Timeout) is null) && Stopwatch.GetElapsedTime(started) < Timeout) Thread.Sleep(AskAgainAfter);
    }
}
