using Confluent.Kafka;

namespace Aegis.Streams.Streamiz;

/// <summary>Asks a cluster how many partitions topics have.</summary>
public static class TopicPartitions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Makes the question for a cluster; each topic is asked for when it is needed.</summary>
    /// <param name="config">How to reach it, such as `StreamConfig.ToAdminConfig`.</param>
    /// <returns>
    /// The question. It throws <see cref="InvalidOperationException"/> where there is no such topic, and <see cref="KafkaException"/> where the cluster does not
    /// answer within 10 seconds.
    /// </returns>
    public static Func<string, int> Of(ClientConfig config) => topic =>
    {
        using var admin = new AdminClientBuilder(config).Build();
        return admin.GetMetadata(topic, Timeout).Topics is [{ Error.IsError: false } found]
            ? found.Partitions.Count
            : throw new InvalidOperationException($"the topic `{topic}` does not exist; create it with `aegis topics apply`.");
    };
}
