using System.Collections.Frozen;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Asks a cluster about topics and creates them. Deletes and alters nothing. Thread-safe.</summary>
public sealed class TopicAdmin : IDisposable
{
    private readonly KafkaConnection _connection;
    private readonly AdminClients _admin;

    /// <summary>Initializes a client; nothing connects before it is used.</summary>
    /// <param name="connection">How to reach the cluster. What librdkafka refuses of it is told by the first call.</param>
    public TopicAdmin(KafkaConnection connection)
    {
        _connection = connection;
        _admin = new AdminClients(() => ClientBuild.Run(() => new AdminClientBuilder(connection.ToClientConfig()).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build()));
    }

    /// <summary>Lists the names of all topics that this principal may see.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>The names.</returns>
    /// <exception cref="StreamClientException">Nobody answered in time.</exception>
    public IReadOnlyList<string> Names(TimeSpan timeout) =>
        _admin.Use(admin => admin.GetMetadata(timeout).Topics.Where(topic => !topic.Error.IsError).Select(topic => topic.Topic).ToList());

    /// <summary>Describes topics. The embedded broker tells partitions and copies alone.</summary>
    /// <param name="names">The topics; those that do not exist are left out.</param>
    /// <param name="timeout">How long to wait for each answer.</param>
    /// <param name="isLenient">Whether a topic that the cluster does not describe is left out, and settings that it does not tell are <see langword="null"/>.</param>
    /// <returns>What the cluster tells.</returns>
    /// <exception cref="StreamClientException">Nobody answered in time, or a right is missing; the message names which.</exception>
    public ClusterTopics Describe(IReadOnlyCollection<string> names, TimeSpan timeout, bool isLenient = false) => _admin.Use(admin =>
    {
        if (_connection.IsEmbedded) return OfMetadata(admin.GetMetadata(timeout), names);
        var brokers = admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = timeout }).EndWithin(timeout).GetAwaiter().GetResult().Nodes.Count;
        var descriptions = DescribeTopics(admin, names, timeout, isLenient);
        var configs = DescribeConfigs(admin, [.. descriptions.Select(topic => topic.Name)], timeout, isLenient);

        // Another broker answers for the settings, which may not have heard of a new topic yet: it does not exist for everybody.
        var known = isLenient ? descriptions : descriptions.Where(topic => configs.ContainsKey(topic.Name));
        return new ClusterTopics(brokers, known.Select(topic => new ExistingTopic(
            topic.Name, topic.Partitions.Count, topic.Partitions.Select(partition => partition.Replicas.Count).DefaultIfEmpty(0).Min(),
            topic.AuthorizedOperations?.Contains(AclOperation.Write), configs.GetValueOrDefault(topic.Name))).ToFrozenDictionary(topic => topic.Name, StringComparer.Ordinal));
    });

    /// <summary>Creates topics; one that exists by now is left as it is.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="isRehearsal">Whether the cluster is only to say what it would refuse.</param>
    /// <exception cref="StreamClientException">The cluster refused topics; the message names each and why. The others are created.</exception>
    public void Create(IReadOnlyCollection<NewTopic> topics, TimeSpan timeout, bool isRehearsal = false) => _admin.Use(admin =>
    {
        if (topics.Count == 0) return true;
        try
        {
            var options = new CreateTopicsOptions { RequestTimeout = timeout, OperationTimeout = timeout, ValidateOnly = isRehearsal };
            admin.CreateTopicsAsync(topics.Select(ToSpecification), options).EndWithin(timeout).GetAwaiter().GetResult();
        }
        catch (CreateTopicsException fault)
        {
            var refused = fault.Results.Where(result => result.Error.IsError && result.Error.Code != ErrorCode.TopicAlreadyExists).ToList();
            if (refused.Count == 0) return true;
            throw new StreamClientException(
                refused.Exists(result => IsAuthorization(result.Error.Code)) ? StreamClientFault.NotAuthorized : StreamClientFault.Fatal,
                $"the cluster did not create {string.Join("; ", refused.Select(result => $"`{result.Topic}`: {Reason(result.Error)}"))}", fault);
        }

        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    private static ClusterTopics OfMetadata(Metadata metadata, IReadOnlyCollection<string> names) => new(
        metadata.Brokers.Count,
        metadata.Topics.Where(topic => !topic.Error.IsError && names.Contains(topic.Topic)).ToFrozenDictionary(
            topic => topic.Topic,
            topic => new ExistingTopic(topic.Topic, topic.Partitions.Count, topic.Partitions.Select(partition => partition.Replicas.Length).DefaultIfEmpty(0).Min(), IsWritable: true, Config: null),
            StringComparer.Ordinal));

    private static TopicSpecification ToSpecification(NewTopic topic) => new()
    {
        Name = topic.Name,
        NumPartitions = topic.Partitions,
        ReplicationFactor = (short)topic.Replication,
        Configs = topic.Config.ToDictionary(),
    };

    private static List<TopicDescription> DescribeTopics(IAdminClient admin, IReadOnlyCollection<string> names, TimeSpan timeout, bool isLenient)
    {
        if (names.Count == 0) return [];
        List<TopicDescription> all;
        try
        {
            var options = new DescribeTopicsOptions { RequestTimeout = timeout, IncludeAuthorizedOperations = true };
            all = admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(names), options).EndWithin(timeout).GetAwaiter().GetResult().TopicDescriptions;
        }
        catch (DescribeTopicsException fault)
        {
            all = fault.Results.TopicDescriptions;
        }

        if (!isLenient) Refuse("Describe", all.Where(topic => topic.Error.Code != ErrorCode.UnknownTopicOrPart).Select(topic => (topic.Name, topic.Error)));
        return all.FindAll(topic => !topic.Error.IsError);
    }

    private static Dictionary<string, FrozenDictionary<string, string>> DescribeConfigs(IAdminClient admin, IReadOnlyCollection<string> names, TimeSpan timeout, bool isLenient)
    {
        if (names.Count == 0) return [];
        try
        {
            var resources = names.Select(name => new ConfigResource { Type = ResourceType.Topic, Name = name });
            var results = admin.DescribeConfigsAsync(resources, new DescribeConfigsOptions { RequestTimeout = timeout }).EndWithin(timeout).GetAwaiter().GetResult();
            return results.ToDictionary(result => result.ConfigResource.Name, result => ToConfig(result.Entries));
        }
        catch (DescribeConfigsException fault)
        {
            if (!isLenient) Refuse("DescribeConfigs", fault.Results.Where(result => result.Error.Code != ErrorCode.UnknownTopicOrPart).Select(result => (result.ConfigResource.Name, result.Error)));
            return fault.Results.Where(result => !result.Error.IsError).ToDictionary(result => result.ConfigResource.Name, result => ToConfig(result.Entries));
        }
    }

    private static FrozenDictionary<string, string> ToConfig(Dictionary<string, ConfigEntryResult> entries) =>
        entries.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);

    private static void Refuse(string right, IEnumerable<(string Topic, Error Error)> answers)
    {
        var failed = answers.Where(answer => answer.Error.IsError).ToList();
        if (failed.Count == 0) return;
        var denied = failed.FindAll(answer => IsAuthorization(answer.Error.Code));
        throw denied.Count > 0
            ? new StreamClientException(
                StreamClientFault.NotAuthorized,
                $"the right {right} is missing on {string.Join(", ", denied.Select(answer => $"`{answer.Topic}`"))}; `aegis topics plan --acls` prints the commands that grant it")
            : new StreamClientException(StreamClientFault.Retriable, $"the cluster does not describe {string.Join("; ", failed.Select(answer => $"`{answer.Topic}`: {Reason(answer.Error)}"))}");
    }

    private static bool IsAuthorization(ErrorCode code) => code is ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed;

    private static string Reason(Error error) => error.Code switch
    {
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed => "this principal may not create topics",
        _ => $"{error.Reason} ({error.Code})",
    };
}
