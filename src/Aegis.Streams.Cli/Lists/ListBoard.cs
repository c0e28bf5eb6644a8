using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Lists;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>The table of lists as it is now, and as it becomes.</summary>
internal sealed class ListBoard : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(50);

    private readonly ILogReader _reader;
    private readonly IReadOnlyDictionary<LogPartition, LogRange> _ranges;
    private readonly ListRowCodec _codec = new();
    private readonly SortedDictionary<(string Tenant, string List), ListStatus> _statuses = [];
    private readonly Dictionary<(string Tenant, string List), ListClosing> _closings = [];

    private ListBoard(IStreamClients clients, string topic)
    {
        var count = clients.PartitionCount(topic, CallTimeout) ?? throw CliRefusalException.Fault($"the topic `{topic}` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix");
        _ranges = clients.Ranges([.. Enumerable.Range(0, count).Select(partition => new LogPartition(topic, partition))], CallTimeout);
        _reader = clients.CreateReader("lists");
        _reader.Assign(_ranges.ToDictionary(range => range.Key, range => range.Value.Start));
    }

    /// <summary>Gets the lists, by tenant and name.</summary>
    public IEnumerable<ListStatus> All => _statuses.Values;

    /// <summary>Reads the table to its end.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topic">The topic of the table.</param>
    /// <param name="stopping">Ends the reading.</param>
    /// <returns>The table.</returns>
    /// <exception cref="CliRefusalException">The topic does not exist.</exception>
    public static ListBoard Open(IStreamClients clients, string topic, CancellationToken stopping)
    {
        var board = new ListBoard(clients, topic);
        try
        {
            while (!board._ranges.All(range => board._reader.Position(range.Key) >= range.Value.End))
            {
                stopping.ThrowIfCancellationRequested();
                board.Apply(board._reader.Poll(PollWait));
            }

            return board;
        }
        catch
        {
            board.Dispose();
            throw;
        }
    }

    /// <summary>Finds how far a list is.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    /// <returns>How far; <see langword="null"/>: there is no such list.</returns>
    public ListStatus? Find(string tenant, string list) => _statuses.GetValueOrDefault((tenant, list));

    /// <summary>Finds how a list was closed.</summary>
    /// <param name="status">The list.</param>
    /// <returns>How; <see langword="null"/>: it was not.</returns>
    public ListClosing? FindClosing(ListStatus status) =>
        _closings.TryGetValue((status.Heading.Tenant, status.Heading.List), out var closing) && closing.SubmissionId == status.Heading.SubmissionId ? closing : null;

    /// <summary>Takes what came since.</summary>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>Whether something did.</returns>
    public bool Listen(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            var has = false;
            for (var record = _reader.Poll(PollWait); record is not null; record = _reader.Poll(TimeSpan.Zero))
            {
                Apply(record);
                has = true;
            }

            return has;
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            // The client goes on by itself; whether it takes too long is for the patience of the caller.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void Apply(SourceRecord? record)
    {
        if (record?.Value is not { } value || !_codec.TryDecode(record.Key, value, out var row, out _)) return;
        if (row.Status is { } status) _statuses[(row.Tenant, row.List)] = status;
        else _closings[(row.Tenant, row.List)] = row.Closing!;
    }
}
