namespace Aegis.Streams.Kafka.Runtime;

/// <summary>A stream thread as it stood within the last second.</summary>
/// <param name="Name">Its name: instance and number.</param>
/// <param name="IsReady">Whether the group has answered and every task processes.</param>
/// <param name="HasProducer">Whether it has a transactional producer to commit with; it has none before it joined the group, and while one is replaced.</param>
/// <param name="Commits">How many transactions it has committed.</param>
/// <param name="Tasks">Its tasks, by partition number.</param>
public sealed record ThreadReading(string Name, bool IsReady, bool HasProducer, long Commits, IReadOnlyList<TaskReading> Tasks);
