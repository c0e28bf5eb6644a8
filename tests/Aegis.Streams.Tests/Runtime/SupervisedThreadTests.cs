using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Runtime;

public sealed class SupervisedThreadTests : IDisposable
{
    private readonly SimulatedCluster _cluster = new(new SimulatedClusterOptions { StaticMembership = true });
    private readonly StreamMetrics _metrics = new();
    private readonly CopyingProcessor _processor = new();
    private readonly List<TimeSpan> _pauses = [];

    public SupervisedThreadTests()
    {
        _cluster.CreateTopic("in", 1);
        _cluster.CreateTopic("out", 1, maxRecordBytes: 100);
        _cluster.CreateTopic("state", 1);
    }

    [Fact]
    public void NameIsTaken_WaitsASecondEachTimeAndFencesNobody()
    {
        using var first = Supervisor("one");
        Append("a");
        Run(first, commits: 1);
        var thread = first.Thread;
        using var second = Supervisor("two");
        for (var turn = 0; turn < 4; turn++) second.RunOnce();

        Append("b");
        Run(first, commits: 2);

        Assert.Same(thread, first.Thread);
        Assert.Null(second.Thread);
        Assert.Equal([1, 1, 1], _pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal(2, _cluster.AllCommitted("out").Count);
        Assert.Equal(2, _processor.Processed);
    }

    [Fact]
    public void BrokerRefusesWhatARecordCaused_IsSetAsideForThatReason()
    {
        using var supervisor = Supervisor("one");
        Append("good");
        Append(new string('x', 200));
        Append("good too");

        Run(supervisor, commits: 3);

        Assert.Equal(StreamClientFault.RecordRejected, Assert.IsType<StreamClientException>(Assert.Single(_processor.SetAsideFor).InnerException).Fault);
        Assert.Equal(2, _cluster.AllCommitted("out").Count);
    }

    public void Dispose() => _metrics.Dispose();

    private void Append(string value) => _cluster.Append("in", "key", value);

    private static void Run(StreamThreadSupervisor supervisor, long commits)
    {
        for (var turn = 0; turn < 500 && (supervisor.Thread?.Commits ?? 0) < commits; turn++) supervisor.RunOnce();
        Assert.Equal(commits, supervisor.Thread?.Commits);
    }

    private StreamThreadSupervisor Supervisor(string process)
    {
        var clients = _cluster.Start(process);
        var options = new StreamsOptions { ApplicationId = "app", InstanceId = "same", InputTopics = ["in"], ChangelogTopic = "state" };
        return new StreamThreadSupervisor("same-0", options, Create, _cluster.Time, BackOff, _metrics, NullLogger.Instance);

        StreamThread Create(ThreadHistory history) =>
            new("same-0", options, 1, clients, _processor, _cluster.Time, BackOff, history, _metrics, NullLogger.Instance);
    }

    private void BackOff(TimeSpan pause)
    {
        _pauses.Add(pause);
        _cluster.Advance(pause);
    }

    private sealed class CopyingProcessor : ITaskProcessor
    {
        public List<Exception> SetAsideFor { get; } = [];

        public int Processed { get; private set; }

        public void Process(SourceRecord record, TaskContext context)
        {
            Processed++;
            context.Emit(new OutboundRecord("out", record.Key, record.Value, []));
        }

        public void SetAside(SourceRecord record, Exception fault, TaskContext context) => SetAsideFor.Add(fault);
    }
}
