using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Lists;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>
/// Reads the chunks of a list in the order of their numbers, as committed, in memory that does not grow with the list: each partition holds its chunks in
/// order, so that one reader a partition, asked in turn, gives them all. What is repeated is passed over: the first of a number counts. For lists of which every
/// chunk is sanitized.
/// </summary>
/// <typeparam name="T">What the records are read as.</typeparam>
public sealed class ChunkLog<T> : IDisposable
    where T : class
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    private readonly IStreamClients _clients;
    private readonly string _topic;
    private readonly Func<SourceRecord, T?> _read;
    private readonly DateTimeOffset _since;
    private readonly CancellationToken _stopping;
    private readonly (string Tenant, string List) _list;
    private readonly ILogReader?[] _readers;
    private readonly long[] _ends;
    private readonly bool[] _areFromTime;

    /// <summary>Initializes a log at its first chunk.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    /// <param name="since">A time before the first chunk, by the clock of some instance: it saves reading what is older, and may be wrong.</param>
    /// <param name="read">Reads a record; <see langword="null"/>: it is no chunk of this submission.</param>
    /// <param name="stopping">Ends the reading.</param>
    /// <exception cref="StreamClientException">The topic does not exist, or cannot be read.</exception>
    public ChunkLog(IStreamClients clients, string topic, string tenant, string list, DateTimeOffset since, Func<SourceRecord, T?> read, CancellationToken stopping)
    {
        (_clients, _topic, _list, _since, _read, _stopping) = (clients, topic, (tenant, list), since, read, stopping);
        var count = clients.PartitionCount(topic, CallTimeout) ?? throw new StreamClientException(StreamClientFault.UnknownTopic, $"the topic {topic} does not exist");
        (_readers, _ends, _areFromTime) = (new ILogReader?[count], new long[count], new bool[count]);
    }

    /// <summary>Reads a chunk. Chunks must be asked for in order.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>The chunk; <see langword="null"/>: it is not there, or no longer.</returns>
    /// <exception cref="StreamClientException">The topic cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public T? Read(long number)
    {
        var key = ListKeys.OfChunk(_list.Tenant, _list.List, number);
        var partition = new LogPartition(_topic, Publishing.Murmur2.Partition(key, _readers.Length));
        var reader = _readers[partition.Partition] ??= Open(partition);
        while (true)
        {
            _stopping.ThrowIfCancellationRequested();
            if (reader.Poll(PollWait) is { } record)
            {
                if (record.Key.AsSpan().SequenceEqual(key) && _read(record) is { } chunk) return chunk;
            }
            else if (reader.Position(partition) >= _ends[partition.Partition])
            {
                // Of a list whose chunks are all sanitized, everything was there when reading began. Where clocks differ much, it may lie before the time that it was looked for at.
                if (!_areFromTime[partition.Partition]) return null;
                _areFromTime[partition.Partition] = false;
                reader.Assign(new Dictionary<LogPartition, long> { [partition] = _clients.Ranges([partition], CallTimeout)[partition].Start });
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _readers) reader?.Dispose();
    }

    private ILogReader Open(LogPartition partition)
    {
        (_ends[partition.Partition], _areFromTime[partition.Partition]) = (_clients.Ranges([partition], CallTimeout)[partition].End, true);
        var start = _clients.OffsetsSince([partition], _since, CallTimeout)[partition];
        var reader = _clients.CreateReader($"lists-{partition.Partition}");
        reader.Assign(new Dictionary<LogPartition, long> { [partition] = start });
        return reader;
    }
}
