using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>The commands that change topics. They are printed for an operator, never run.</summary>
/// <param name="connection">The cluster they name.</param>
internal sealed class TopicRemedies(KafkaConnection connection)
{
    /// <summary>What every command of Kafka's tools needs to reach this cluster.</summary>
    public static string Reach(KafkaConnection connection) =>
        $"--bootstrap-server {connection.BootstrapServers}{(connection.Properties.Count > 0 ? " --command-config client.properties" : "")}";

    public string Partitions(NewTopic wanted, int actual, bool isTaskTopic)
    {
        if (isTaskTopic) return $"no command: keyed state is built for a partition count. Declare `tasks: {actual}`, or start anew under another prefix";
        return actual < wanted.Partitions
            ? $"kafka-topics.sh {Reach(connection)} --alter --topic {wanted.Name} --partitions {wanted.Partitions}"
            : $"no command: Kafka takes no partition away. Declare `partitions: {actual}` for this topic";
    }

    public static string Replication(NewTopic wanted) => $"kafka-reassign-partitions.sh with a plan that gives `{wanted.Name}` {wanted.Replication} copies of each partition";

    public string Config(NewTopic wanted, string name, string value) =>
        $"kafka-configs.sh {Reach(connection)} --alter --entity-type topics --entity-name {wanted.Name} --add-config {name}={(value.Contains(',') ? $"[{value}]" : value)}";
}
