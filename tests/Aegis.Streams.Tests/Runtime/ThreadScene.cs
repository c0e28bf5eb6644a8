using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Runtime;

/// <summary>A stream thread over a simulated cluster with two partitions of input, and short ways to let it run.</summary>
internal sealed class ThreadScene : IDisposable
{
    public const int MaxOutBytes = 100;
    private static readonly byte[] CallValue = "call"u8.ToArray();
    private readonly StreamMetrics _metrics = new();

    public ThreadScene(SimulatedClusterOptions? options = null)
    {
        Cluster = new SimulatedCluster(options, Faults);
        Cluster.CreateTopic("in", 2);
        Cluster.CreateTopic("more", 2);
        Cluster.CreateTopic("state", 2);
        Cluster.CreateTopic("out", 1, maxRecordBytes: MaxOutBytes);
        Cluster.CreateTopic("owners", 1);
        Cluster.CreateTopic("dlq", 1, maxRecordBytes: MaxOutBytes);
        Process = Cluster.Start("one");
        var interval = TimeSpan.FromSeconds(2);
        Options = new StreamsOptions { InstanceId = "one", InputTopics = ["in"], ChangelogTopic = "state", CommitInterval = interval, CommitSpacing = interval, CommitPause = TimeSpan.Zero };
    }

    public FaultScript Faults { get; } = new();

    public SimulatedCluster Cluster { get; }

    public SimulatedProcess Process { get; }

    public StreamsOptions Options { get; init; }

    public CountingProcessor Processor { get; init; } = new();

    /// <summary>Gets the pauses that were asked for.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    /// <summary>Gets or sets what happens while a pause lasts.</summary>
    public Action? OnPause { get; set; }

    public IReadOnlyList<string> Out => Committed("out");

    public ThreadHistory History(string name = "one-0") => new(new FenceCount($"aegis-{name}", "one", Cluster.Time));

    public StreamThread Thread(string name = "one-0", SimulatedProcess? process = null, ThreadHistory? history = null, CountingProcessor? processor = null, StreamsOptions? options = null) =>
        new(name, options ?? Options, 2, process ?? Process, processor ?? Processor, Cluster.Time, Pause, history ?? History(name), _metrics, NullLogger.Instance);

    public StreamThreadSupervisor Supervisor(Func<StreamThread> create) => new("one-0", Options, _ => create(), Cluster.Time, Pause, _metrics, NullLogger.Instance);

    public void Append(string key, string value, int partition = 0, string topic = "in") => Cluster.Append(topic, key, value, partition);

    /// <summary>Gives turns until a state is reached.</summary>
    public void RunUntil(StreamThread thread, Func<bool> isReached)
    {
        for (var turn = 0; turn < 1000; turn++)
        {
            if (isReached()) return;
            thread.RunOnce();
            Cluster.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Fail($"Not reached in 1000 turns; out: {string.Join(' ', Out)}; misuses: {string.Join(' ', Cluster.Misuses)}.");
    }

    /// <summary>Gives turns until everything was committed that came in.</summary>
    public void RunUntilRead(StreamThread thread) => RunUntil(thread, () => thread.IsReady && IsRead(0) && IsRead(1));

    /// <summary>Gives turns until a record was processed but not committed.</summary>
    public void RunIntoTransaction(StreamThread thread, string key, string value)
    {
        RunUntil(thread, () => thread.IsReady);
        Append(key, value);
        RunUntil(thread, () => Processor.Tried.Contains(value));
        Assert.Single(Cluster.Transactions.Ongoing);
        Assert.Empty(Out);
    }

    /// <summary>Gives a new thread turns until the transaction of its claims is open and not committed.</summary>
    public void RunUntilClaimsOpen(out StreamThread thread)
    {
        var opened = Thread();
        thread = opened;
        RunUntil(opened, () => Cluster.Transactions.Ongoing.Count > 0);
        Assert.Empty(Committed("owners"));
    }

    public long? Offset(int partition, string topic = "in") => Cluster.Offsets.Committed(new LogPartition(topic, partition));

    public IReadOnlyList<string> Committed(string topic) => [.. Cluster.AllCommitted(topic).Select(record => Encoding.UTF8.GetString(record.Value ?? []))];

    public List<TaskCallOutcome> Call(StreamThread thread, string key, int partition = 0, string? value = null)
    {
        var outcomes = new List<TaskCallOutcome>();
        var record = new SourceRecord
        {
            Topic = "in",
            Partition = partition,
            Offset = SourceRecord.CallOffset,
            Timestamp = Cluster.Now,
            Key = Encoding.UTF8.GetBytes(key),
            Value = value is null ? CallValue : Encoding.UTF8.GetBytes(value),
        };
        thread.Post(new TaskCall(record, context => Processor.Process(record, context), outcomes.Add));
        return outcomes;
    }

    public void Dispose()
    {
        Assert.Empty(Cluster.Misuses);
        _metrics.Dispose();
    }

    private bool IsRead(int partition)
    {
        var input = new LogPartition("in", partition);
        var position = Cluster.Offsets.Committed(input) ?? 0;
        return Cluster.Log(input).ReadCommitted(ref position) is null;
    }

    private void Pause(TimeSpan pause)
    {
        Pauses.Add(pause);
        OnPause?.Invoke();
        Cluster.Advance(pause);
    }
}
