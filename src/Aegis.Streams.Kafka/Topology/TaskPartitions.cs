namespace Aegis.Streams.Kafka.Topology;

/// <summary>Checks that the topics of tasks have equal partition counts.</summary>
internal static class TaskPartitions
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="topics">The topics of tasks that exist.</param>
    /// <returns>The fault; <see langword="null"/>: they are equal.</returns>
    public static string? Fault(IReadOnlyList<ExistingTopic> topics) => topics.Select(topic => topic.Partitions).Distinct().Count() <= 1
        ? null
        : $"these topics must have equal partition counts, since one task owns one number of all of them: {string.Join(", ", topics.Select(topic => $"`{topic.Name}` has {topic.Partitions}"))}; remove those that hold nothing yet, or start anew under another prefix";
}
