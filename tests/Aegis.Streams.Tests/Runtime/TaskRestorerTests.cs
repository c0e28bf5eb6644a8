using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Runtime;

public sealed class TaskRestorerTests : IDisposable
{
    private readonly FaultScript _faults = new();
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedProcess _process;
    private readonly StreamMetrics _metrics = new();
    private readonly TaskRestorer _restorer;

    public TaskRestorerTests()
    {
        _cluster = new SimulatedCluster(faults: _faults);
        _cluster.CreateTopic("state", 2);
        _process = _cluster.Start("one");
        _restorer = new TaskRestorer(_process, "restore", "state", _metrics);
    }

    [Fact]
    public void EmptyChangelog_IsCompleteAtOnce()
    {
        var task = Begin(0);

        Assert.Equal([task], Step());
        Assert.Equal(1, _restorer.Progress);
    }

    [Fact]
    public void LastRecordOfAKeyCounts_AndTombstonesRemove()
    {
        Write(0, "a", "1");
        Write(0, "b", "1");
        Write(0, "a", "2");
        Write(0, "b", null);
        var task = Begin(0);

        Assert.Equal([task], Step());
        Assert.Equal(["a=2"], Entries(task));
    }

    [Fact]
    public void ChangelogThatEndsInAnAbortedTransaction_IsCompleteWithoutIt()
    {
        Write(0, "a", "1");
        EndTransaction(OpenTransaction("a", "aborted"), commit: false);
        var task = Begin(0);

        Assert.Equal([task], Step());
        Assert.Equal(["a=1"], Entries(task));
    }

    [Fact]
    public void OpenTransaction_IsWaitedFor_SinceItMayBeTheLastOneThatCommitted()
    {
        Write(0, "a", "1");
        var epoch = OpenTransaction("a", "2");
        var task = Begin(0);
        Assert.Empty(Step());
        Assert.Empty(Step());

        EndTransaction(epoch, commit: true);

        Assert.Equal([task], Step());
        Assert.Equal(["a=2"], Entries(task));
    }

    [Fact]
    public void TaskThatIsGivenUpMidway_IsNotTouchedAgain_AndTheOthersGoOn()
    {
        for (var i = 0; i < 10; i++) Write(0, $"a{i}", "1");
        for (var i = 0; i < 10; i++) Write(1, "b", "1");
        var (given, kept) = (Begin(0), Begin(1));
        _restorer.Step(3, TimeSpan.Zero);
        given.Reset();

        Assert.Equal([kept], Step());
        Assert.Empty(given.State.Committed);
        Assert.Equal(["b=1"], Entries(kept));
    }

    [Fact]
    public void TaskThatIsRestoredAgain_BeginsAtTheStart()
    {
        for (var i = 0; i < 10; i++) Write(0, $"a{i}", "1");
        var task = Begin(0);
        _restorer.Step(3, TimeSpan.Zero);
        task.Reset();
        Begin(0, task);

        Assert.Equal([task], Step());
        Assert.Equal(10, task.State.Count);
    }

    [Fact]
    public void SliceIsBounded_AndSaysThatThereIsMore()
    {
        for (var i = 0; i < 10; i++) Write(0, $"a{i}", "1");
        var task = Begin(0);

        Assert.Empty(_restorer.Step(4, TimeSpan.Zero));
        Assert.True(_restorer.HasMore);
        Assert.Equal(0.4, _restorer.Progress);
        Assert.Equal([task], Step());
        Assert.False(_restorer.HasMore);
    }

    [Fact]
    public void ReaderThatFailsForAWhile_GoesOnWhereItWas()
    {
        for (var i = 0; i < 10; i++) Write(0, $"a{i}", "1");
        var task = Begin(0);
        _restorer.Step(4, TimeSpan.Zero);
        _faults.Inject(ClientCall.Read, ClientFault.TimeoutBefore);
        Assert.Throws<StreamClientException>(Step);

        Assert.Equal(0.4, _restorer.Progress);
        Assert.Equal([task], Step());
        Assert.Equal(10, task.State.Count);
    }

    [Fact]
    public void TruncatedUnderTheReader_IsAnError()
    {
        for (var i = 0; i < 10; i++) Write(0, $"a{i}", "1");
        Begin(0);
        _restorer.Step(2, TimeSpan.Zero);
        _cluster.Log(new LogPartition("state", 0)).MoveStart(5);

        Assert.Equal(StreamClientFault.OffsetOutOfRange, Assert.Throws<StreamClientException>(Step).Fault);
    }

    [Fact]
    public void StateOfAnotherPartitionCount_Halts()
    {
        _cluster.Append(ChangelogRecord.Encode("state", 0, ChangelogRecord.Metadata(9)), _cluster.Now);
        Begin(0);

        Assert.StartsWith("the keyed state in `state` was built for 9 partitions, the input now has 2", Assert.Throws<StreamsHaltedException>(Step).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _restorer.Dispose();
        _metrics.Dispose();
        Assert.Empty(_cluster.Misuses);
    }

    private static IEnumerable<string> Entries(StreamTask task) =>
        task.State.Committed.Select(pair => $"{System.Text.Encoding.UTF8.GetString(pair.Key)}={System.Text.Encoding.UTF8.GetString(pair.Value.Value)}").Order();

    private static StateChange Change(string key, string? value) =>
        new(System.Text.Encoding.UTF8.GetBytes(key), value is null ? null : new StateEntry(System.Text.Encoding.UTF8.GetBytes(value), null));

    private IReadOnlyList<StreamTask> Step() => _restorer.Step(1000, TimeSpan.Zero);

    private StreamTask Begin(int partition, StreamTask? again = null)
    {
        var task = again ?? new StreamTask(partition, 2, _ => { });
        task.Status = TaskState.Restoring;
        var log = new LogPartition("state", partition);
        _restorer.Add(task, _process.Ranges([log], TimeSpan.Zero)[log]);
        return task;
    }

    private void Write(int partition, string key, string? value) =>
        _cluster.Append(ChangelogRecord.Encode("state", partition, Change(key, value)), _cluster.Now);

    private int OpenTransaction(string key, string value)
    {
        var epoch = _cluster.Transactions.Initialize("owner");
        _cluster.Transactions.Append("owner", epoch, ChangelogRecord.Encode("state", 0, Change(key, value)));
        return epoch;
    }

    private void EndTransaction(int epoch, bool commit) => _cluster.Transactions.End("owner", epoch, commit);
}
