using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>The difference between the declared topics and those of a cluster.</summary>
/// <param name="Topics">What is to be done about each, in the order of the declaration.</param>
/// <param name="Remarks">What an operator should know.</param>
/// <param name="Faults">Why nothing may be created; empty: everything may.</param>
public sealed record TopicPlan(ImmutableArray<PlannedTopic> Topics, ImmutableArray<string> Remarks, ImmutableArray<string> Faults)
{
    /// <summary>Gets a value indicating whether everything is as declared.</summary>
    public bool IsFulfilled => Faults.IsEmpty && Topics.All(topic => topic.Change == TopicChange.Matches);

    /// <summary>Compares.</summary>
    /// <param name="topology">What is declared.</param>
    /// <param name="actual">What the cluster has.</param>
    /// <param name="connection">How the cluster is reached, for the commands that would change it.</param>
    /// <returns>The plan.</returns>
    public static TopicPlan Make(TopicTopology topology, ClusterTopics actual, KafkaConnection connection)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        var faults = ImmutableArray.CreateBuilder<string>();
        var replication = Math.Min(topology.Replication, actual.Brokers);
        if (replication < topology.Replication && !connection.IsEmbedded)
            remarks.Add($"{topology.Replication} copies are declared and the cluster has {Count(actual.Brokers, "broker")}: new topics get {Count(replication, "copy", "copies")}, and what a lost broker held alone is lost");
        if (connection.IsEmbedded) remarks.Add("the embedded broker makes its topics when it starts and tells no settings: that they exist and fit each other is all that is compared");
        var tasks = Tasks(topology, actual, remarks, faults);

        var remedies = new TopicRemedies(connection);
        var topics = topology.Topics.Select(declared =>
        {
            var exists = actual.Topics.TryGetValue(topology.NameOf(declared), out var topic);
            var wanted = Want(topology, declared, replication, exists && connection.IsEmbedded ? topic!.Partitions : declared.Partitions ?? (exists ? topology.Tasks : tasks));
            if (!exists) return new PlannedTopic(wanted, TopicChange.Create, []);
            var deviations = Compare(wanted, topic!, declared.Partitions is null, remedies);
            return new PlannedTopic(wanted, deviations.IsEmpty ? TopicChange.Matches : TopicChange.Deviates, deviations);
        });
        return new TopicPlan([.. topics], remarks.ToImmutable(), faults.ToImmutable());
    }

    private static NewTopic Want(TopicTopology topology, TopicDeclaration declared, int replication, int partitions)
    {
        var config = declared.Config;

        // More in-sync copies than there are copies: no record would ever be acknowledged.
        if (config.TryGetValue(TopicSettings.MinInSyncReplicas, out var least) && int.Parse(least, CultureInfo.InvariantCulture) > replication)
            config = config.SetItem(TopicSettings.MinInSyncReplicas, replication.ToString(CultureInfo.InvariantCulture));
        return new NewTopic(topology.NameOf(declared), partitions, replication, config);
    }

    /// <summary>Finds the partitions of the task topics that are still to be created: those that exist have the say, since state may be built for them.</summary>
    private static int Tasks(TopicTopology topology, ClusterTopics actual, ImmutableArray<string>.Builder remarks, ImmutableArray<string>.Builder faults)
    {
        var counts = topology.Topics.Where(declared => declared.Partitions is null).Select(topology.NameOf)
            .Where(actual.Topics.ContainsKey).Select(name => actual.Topics[name]).ToList();
        if (TaskPartitions.Fault(counts) is { } fault) faults.Add(fault);
        if (counts.Count == 0 || faults.Count > 0 || counts[0].Partitions == topology.Tasks) return topology.Tasks;
        if (counts.Count < TaskTopicCount(topology)) remarks.Add($"{topology.Tasks} tasks are declared and `{counts[0].Name}` has {Count(counts[0].Partitions, "partition")}: new topics of tasks get as many as that");
        return counts[0].Partitions;
    }

    private static int TaskTopicCount(TopicTopology topology) => topology.Topics.Count(declared => declared.Partitions is null);

    private static ImmutableArray<TopicDeviation> Compare(NewTopic wanted, ExistingTopic actual, bool isTaskTopic, TopicRemedies remedies)
    {
        var deviations = ImmutableArray.CreateBuilder<TopicDeviation>();
        if (actual.Partitions != wanted.Partitions)
            deviations.Add(new TopicDeviation("partitions", Text(actual.Partitions), Text(wanted.Partitions), remedies.Partitions(wanted, actual.Partitions, isTaskTopic)));
        if (actual.Config is not { } config) return deviations.ToImmutable();
        if (actual.Replication != wanted.Replication)
            deviations.Add(new TopicDeviation("replication", Text(actual.Replication), Text(wanted.Replication), TopicRemedies.Replication(wanted)));
        foreach (var (name, value) in wanted.Config)
        {
            var has = config.GetValueOrDefault(name, "nothing");
            if (!TopicSettings.AreEqual(has, value)) deviations.Add(new TopicDeviation(name, has, value, remedies.Config(wanted, name, value)));
        }

        return deviations.ToImmutable();
    }

    private static string Count(int number, string one, string? many = null) => number == 1 ? $"1 {one}" : $"{Text(number)} {many ?? one + "s"}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
