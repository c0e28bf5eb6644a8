namespace Aegis.Streams.Kafka.Runtime;

/// <summary>What outlives the threads of one name in this process: they follow each other under one transactional id.</summary>
/// <param name="Fences">Counts how often their producers were fenced.</param>
internal sealed record ThreadHistory(FenceCount Fences)
{
    /// <summary>Gets the topics that they wrote to.</summary>
    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);
}
