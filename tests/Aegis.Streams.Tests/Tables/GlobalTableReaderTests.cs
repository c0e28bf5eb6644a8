using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Tables;

public sealed class GlobalTableReaderTests : IDisposable
{
    private readonly FaultScript _faults = new();
    private readonly SimulatedCluster _cluster;
    private readonly StreamMetrics _metrics = new();
    private readonly GlobalTable<string> _table;
    private readonly GlobalTableReader _reader;

    public GlobalTableReaderTests()
    {
        _cluster = new SimulatedCluster(faults: _faults);
        _table = new GlobalTable<string>("table", new TextCodec(), _metrics, NullLogger.Instance);
        _reader = new GlobalTableReader("one", [_table], _cluster.Start("one"), _cluster.Time, _cluster.Advance, NullLogger.Instance, _metrics);
        _cluster.CreateTopic("table", 2);
    }

    [Fact]
    public void EmptyTable_IsComplete()
    {
        _reader.RunOnce();

        Assert.True(_reader.IsComplete);
        Assert.Equal(1, _reader.Progress);
    }

    [Fact]
    public void TableThatEndsInAMarker_IsComplete()
    {
        Transaction(commit: true, "a=1");
        RunUntilComplete();

        Assert.Equal(["a=1"], Rows());
    }

    [Fact]
    public void TableThatEndsInAnAbortedTransaction_IsCompleteWithoutIt()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        Transaction(commit: false, "a=2");
        RunUntilComplete();

        Assert.Equal(["a=1"], Rows());
    }

    [Fact]
    public void TableOfTombstones_IsCompleteAndEmpty()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        _cluster.Append("table", "a", null, partition: 0);
        _cluster.Append("table", "b", null, partition: 1);
        RunUntilComplete();

        Assert.Empty(Rows());
    }

    [Fact]
    public void TableCompactedAtItsTail_IsComplete()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        _cluster.Append("table", "b", "1", partition: 0);
        _cluster.Append("table", "b", null, partition: 0);
        _cluster.Log(new LogPartition("table", 0)).Compact(dropTombstones: true);
        RunUntilComplete();

        Assert.Equal(["a=1"], Rows());
    }

    [Fact]
    public void OpenTransaction_HoldsCompletionBack_AndIsNamed()
    {
        var epoch = _cluster.Transactions.Initialize("owner");
        _cluster.Transactions.Append("owner", epoch, new OutboundRecord("table", "a"u8.ToArray(), "1"u8.ToArray(), [], 0));
        _reader.RunOnce();
        _reader.RunOnce();

        Assert.False(_reader.IsComplete);
        Assert.Equal("table [0] is at offset 0 of 1; an open transaction of another producer may hold the rest back", _reader.DescribeMissing());
        _cluster.Transactions.End("owner", epoch, commit: true);
        RunUntilComplete();
        Assert.Equal(["a=1"], Rows());
    }

    [Fact]
    public void NothingIsVisible_BeforeEverythingIs()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        var epoch = _cluster.Transactions.Initialize("owner");
        _cluster.Transactions.Append("owner", epoch, new OutboundRecord("table", "b"u8.ToArray(), "1"u8.ToArray(), [], 1));
        _reader.RunOnce();

        Assert.Empty(Rows());
    }

    [Fact]
    public void BadRecord_TakesItsKeysRowAway_AndTheRestStays()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        _cluster.Append("table", "b", "1", partition: 0);
        _cluster.Append("table", "a", "bad", partition: 0);
        RunUntilComplete();

        Assert.Equal(["b=1"], Rows());
    }

    [Fact]
    public void LaterRecords_AreVisibleAfterTheirBatch()
    {
        RunUntilComplete();
        _cluster.Append("table", "a", "1", partition: 1);
        _reader.RunOnce();

        Assert.Equal(["a=1"], Rows());
        Assert.Equal([0L, 1L], _table.Snapshot.Positions);
    }

    [Fact]
    public void TruncatedUnderTheReader_TheOldTableStaysVisibleUntilTheNewOneIsWhole()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        RunUntilComplete();
        for (var i = 0; i < 3; i++) _cluster.Append("table", "b", $"{i}", partition: 0);
        _cluster.Log(new LogPartition("table", 0)).MoveStart(3);
        _reader.RunOnce();

        Assert.True(_reader.IsComplete);
        Assert.Equal(["a=1"], Rows());
        _reader.RunOnce();
        Assert.Equal(["b=2"], Rows());
    }

    [Fact]
    public void MissingTopic_HaltsTheStart()
    {
        var table = new GlobalTable<string>("absent", new TextCodec(), _metrics, NullLogger.Instance);
        using var reader = new GlobalTableReader("one", [table], _cluster.Start("two"), _cluster.Time, _cluster.Advance, NullLogger.Instance, _metrics);

        Assert.Equal("the topic `absent` does not exist; create it with `aegis topics apply`.", Assert.Throws<StreamsHaltedException>(reader.RunOnce).Message);
    }

    [Fact]
    public void ReaderThatFails_PausesAndGoesOn()
    {
        _cluster.Append("table", "a", "1", partition: 0);
        _faults.Inject(ClientCall.Ranges, ClientFault.TimeoutBefore);
        _faults.Inject(ClientCall.Read, ClientFault.FatalBefore);
        var started = _cluster.Now;
        _reader.RunOnce();
        _reader.RunOnce();
        Assert.True(_cluster.Now - started >= TimeSpan.FromSeconds(1));

        RunUntilComplete();
        Assert.Equal(["a=1"], Rows());
    }

    public void Dispose()
    {
        _reader.Dispose();
        _metrics.Dispose();
        Assert.Empty(_cluster.Misuses);
    }

    private void Transaction(bool commit, string row)
    {
        var epoch = _cluster.Transactions.Initialize("owner");
        var pair = row.Split('=');
        _cluster.Transactions.Append("owner", epoch, new OutboundRecord("table", Encoding.UTF8.GetBytes(pair[0]), Encoding.UTF8.GetBytes(pair[1]), [], 0));
        _cluster.Transactions.End("owner", epoch, commit);
    }

    private void RunUntilComplete()
    {
        for (var turn = 0; turn < 20 && !_reader.IsComplete; turn++) _reader.RunOnce();
        Assert.True(_reader.IsComplete);
    }

    private IEnumerable<string> Rows() => _table.Snapshot.Rows.Select(pair => $"{Encoding.UTF8.GetString(pair.Key)}={pair.Value.Value}").Order();
}
