using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Tests.Testing;

/// <summary>Writes rebalances down as `+0 +1`, `-0`, `!2` (lost).</summary>
internal sealed class RecordingListener : IRebalanceListener
{
    private readonly List<string> _events = [];

    public Action<IReadOnlyList<LogPartition>>? OnAssigned { get; set; }

    public Action<IReadOnlyList<LogPartition>>? OnRevoked { get; set; }

    public string TakeEvents()
    {
        var events = string.Join(' ', _events);
        _events.Clear();
        return events;
    }

    public void PartitionsAssigned(IReadOnlyList<LogPartition> partitions)
    {
        Note('+', partitions);
        OnAssigned?.Invoke(partitions);
    }

    public void PartitionsRevoked(IReadOnlyList<LogPartition> partitions)
    {
        Note('-', partitions);
        OnRevoked?.Invoke(partitions);
    }

    public void PartitionsLost(IReadOnlyList<LogPartition> partitions) => Note('!', partitions);

    private void Note(char kind, IReadOnlyList<LogPartition> partitions) =>
        _events.AddRange(partitions.Select(partition => $"{kind}{partition.Partition}"));
}
