namespace Aegis.Streams.Kafka.Clients;

/// <summary>One partition of a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition, 0 and up.</param>
public readonly record struct LogPartition(string Topic, int Partition)
{
    /// <summary>Returns the usual spelling, `topic [partition]`.</summary>
    /// <returns>A text for logs and messages.</returns>
    public override string ToString() => $"{Topic} [{Partition}]";
}
