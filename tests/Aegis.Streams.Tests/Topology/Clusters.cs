using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Tests.Topology;

/// <summary>Clusters as they look after `topics apply`, for tests that change one thing.</summary>
internal static class Clusters
{
    public static TopicTopology Topology { get; } = TopologyLoader.LoadDefault() with { Tasks = 4 };

    /// <summary>Makes a cluster of three brokers in which every topic is as declared.</summary>
    public static ClusterTopics Fitting() => new(3, Topology.Topics.ToDictionary(
        Topology.NameOf, topic => new ExistingTopic(Topology.NameOf(topic), Topology.PartitionsOf(topic), 3, IsWritable: true, topic.Config)));

    public static ClusterTopics With(string name, Func<ExistingTopic, ExistingTopic> change) => With(Fitting(), name, change);

    public static ClusterTopics With(ClusterTopics cluster, string name, Func<ExistingTopic, ExistingTopic> change)
    {
        var topics = cluster.Topics.ToDictionary();
        topics[name] = change(topics[name]);
        return cluster with { Topics = topics };
    }

    public static ClusterTopics Without(params string[] names)
    {
        var cluster = Fitting();
        return cluster with { Topics = cluster.Topics.Where(topic => !names.Contains(topic.Key)).ToDictionary() };
    }

    public static ExistingTopic Set(this ExistingTopic topic, string setting, string value) =>
        topic with { Config = new Dictionary<string, string>(topic.Config!) { [setting] = value } };
}
