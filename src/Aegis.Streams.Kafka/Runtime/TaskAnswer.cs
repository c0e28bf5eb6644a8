namespace Aegis.Streams.Kafka.Runtime;

/// <summary>What a call to a task came back with.</summary>
/// <typeparam name="T">What it asks for.</typeparam>
/// <param name="Outcome">How its transaction ended.</param>
/// <param name="Value">What the task found; <see langword="null"/>: nothing, or the transaction did not commit.</param>
public readonly record struct TaskAnswer<T>(TaskCallOutcome Outcome, T? Value)
    where T : class;
