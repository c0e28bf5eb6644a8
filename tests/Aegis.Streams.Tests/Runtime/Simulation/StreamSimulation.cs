using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>
/// Instances of the application on one simulated cluster, in one thread and from one seed: while records come in, calls fail, processes
/// crash, stop and move; then the faults end, and everything must come to rest.
/// </summary>
internal sealed class StreamSimulation : IDisposable
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private const int MaxTurnsToRest = 30_000;

    private readonly Random _random;
    private readonly SimulationTables _tables;
    private readonly SimulatedInstance?[] _instances;
    private readonly DateTimeOffset[] _startAt;
    private readonly int[] _lives;
    private readonly HashSet<SimulatedInstance> _busy = [];
    private readonly DecisionPipeline _pipeline;
    private readonly VectorFixture _fixture = VectorFixture.Load();
    private readonly DecisionMetrics _decisionMetrics = new();

    public StreamSimulation(SimulationSettings settings)
    {
        Settings = settings;
        _random = new Random(settings.Seed);
        Cluster = new SimulatedCluster(settings.Cluster, new FaultScript(settings.Seed + 1, settings.FaultsPerThousandCalls)) { WhileStalled = _ => RunOthers(_random.Next(100)) };
        Trace.Use(Cluster.Time);
        CreateTopics();
        Inputs = new SimulationInputs(Cluster, _random);
        _tables = new SimulationTables(Cluster, _random);
        _tables.Load();
        _pipeline = new DecisionPipeline(new PipelineOptions(), new IntentReader(new IntentLimits()), _fixture.Key);
        _instances = new SimulatedInstance?[settings.Instances];
        _startAt = [.. Enumerable.Repeat(Cluster.Now, settings.Instances)];
        _lives = new int[settings.Instances];
    }

    public SimulationSettings Settings { get; }

    public SimulatedCluster Cluster { get; }

    public SimulationTrace Trace { get; } = new();

    public SimulationInputs Inputs { get; }

    public StreamMetrics Metrics { get; } = new();

    public StreamsOptions Options { get; } = new()
    {
        InstanceId = "",
        InputTopics = [new TopicNames().Intents],
        ChangelogTopic = new TopicNames().State,
        OutputTopics = [.. new TopicNames().Outputs, new TopicNames().Owners],
        MaxTransactionRecords = 20,
    };

    /// <summary>Gets the states of the tasks that run, by partition.</summary>
    public IEnumerable<(int Partition, Streams.State.KeyedState State)> RunningStates =>
        from instance in _instances
        where instance is not null
        from pair in instance.States
        where Cluster.Group.OwnerOf(new(new TopicNames().Intents, pair.Key))?.Process == instance.Process
        select (pair.Key, pair.Value);

    public ITaskProcessor Processor(DecisionTables tables, string name, int life) => new DecisionProcessor(
        _pipeline, () => _fixture.Inputs.Policy, tables, () => _fixture.Inputs.ReplyTopics, Cluster.Time, _decisionMetrics, Trace.Logger("stage"),
        new OwnerWriter(new TopicNames().Owners, new OwnerIdentity(name, life, null), Cluster.Time));

    /// <summary>Runs to the end.</summary>
    /// <returns>Why the run did not come to rest; <see langword="null"/>: it did.</returns>
    public string? Run()
    {
        while (Inputs.Count < Settings.Inputs)
        {
            Turn();
            if (_random.Next(4) == 0) Inputs.PublishOne();
            if (_random.Next(60) == 0) _tables.ChangeSomething();
            if (Settings.Moves) Move();
        }

        Cluster.Faults.Quiet();
        Trace.Note("", "the faults are over");
        if (Rest() is { } unrest) return unrest;

        // Once more, so that the state of every task can be looked at in the life that it has now.
        Inputs.PublishToAll();
        return Rest();
    }

    /// <summary>Lets the others run while one pauses.</summary>
    public void BackOff(SimulatedInstance instance, TimeSpan pause)
    {
        var end = Cluster.Now + pause;
        if (_busy.Count == 1)
            for (var i = 0; i < 100 && Cluster.Now < end; i++) RunOthers(1);
        if (Cluster.Now < end) Cluster.Advance(end - Cluster.Now);
        instance.Process.RequireAlive();
    }

    public void Dispose()
    {
        foreach (var instance in _instances) instance?.Dispose();
        Metrics.Dispose();
        _decisionMetrics.Dispose();
    }

    private void CreateTopics()
    {
        var topics = new TopicNames();
        Cluster.CreateTopic(topics.Intents, SimulationSettings.Partitions);
        Cluster.CreateTopic(topics.State, SimulationSettings.Partitions);
        Cluster.CreateTopic(topics.Decisions, 2);
        Cluster.CreateTopic(topics.Audit, 2);
        Cluster.CreateTopic(topics.DeadLetters, 1, maxRecordBytes: SimulationInputs.MaxDeadLetterBytes);
        Cluster.CreateTopic(topics.Owners, 1);
        Cluster.CreateTopic(topics.Agents, 1);
        Cluster.CreateTopic(topics.Catalog, 2);
        Cluster.CreateTopic("acme.replies", 1, maxRecordBytes: SimulationInputs.MaxReplyBytes);
    }

    private string? Rest()
    {
        var (started, quietTurns) = (Cluster.Now, 0);
        for (var turn = 0; turn < MaxTurnsToRest; turn++)
        {
            Turn();
            quietTurns = IsAtRest() ? quietTurns + 1 : 0;
            if (quietTurns > 20 * Settings.Instances * (Settings.Threads + 1)) return null;
            if (Cluster.Now - started > LongestRest) return $"not at rest after {LongestRest}: {Describe()}";
        }

        return $"not at rest after {MaxTurnsToRest} turns: {Describe()}";
    }

    private bool IsAtRest() =>
        _instances.All(instance => instance is { IsReady: true }) && Cluster.Group.IsSettled && Cluster.Transactions.Ongoing.Count == 0 && Unread().Count == 0;

    private List<string> Unread()
    {
        var unread = new List<string>();
        for (var partition = 0; partition < SimulationSettings.Partitions; partition++)
        {
            var input = new Kafka.Clients.LogPartition(new TopicNames().Intents, partition);
            var (log, committed) = (Cluster.Log(input), Cluster.Offsets.Committed(input) ?? 0);
            var position = committed;
            if (log.ReadCommitted(ref position) is not null || log.LastStableOffset < log.End) unread.Add($"{input} committed {committed} of {log.End}");
        }

        return unread;
    }

    private string Describe() => string.Join("; ", [
        .. _instances.Select((instance, index) => instance is null ? $"i{index} is down" : $"{instance.Name} ready {instance.IsReady}"),
        Cluster.Group.IsSettled ? "the group is settled" : "the group is not settled", .. Cluster.Transactions.Ongoing.Select(id => $"`{id}` has an open transaction"), .. Unread()]);

    private void Turn()
    {
        var index = _random.Next(_instances.Length);
        if (_instances[index] is { } instance) Run(index, instance);
        else if (Cluster.Now >= _startAt[index]) Start(index);
        Cluster.Advance(TimeSpan.FromMilliseconds(_random.Next(10)));
    }

    private void RunOthers(int turns)
    {
        for (var i = 0; i < turns; i++) Turn();
    }

    private void Start(int index)
    {
        Trace.Note($"i{index}", $"starts, life {++_lives[index]}");
        _instances[index] = new SimulatedInstance($"i{index}", _lives[index], this);
    }

    private void Run(int index, SimulatedInstance instance)
    {
        if (!_busy.Add(instance)) return;
        try
        {
            instance.RunOnce(_random);
        }
        catch (SimulatedCrashException)
        {
            End(index, "crashes");
        }
        finally
        {
            _busy.Remove(instance);
        }
    }

    private void End(int index, string how)
    {
        Trace.Note($"i{index}", how);
        _instances[index]!.Dispose();
        _instances[index] = null;
        _startAt[index] = Cluster.Now + TimeSpan.FromMilliseconds(_random.Next(_random.Next(2) == 0 ? 1000 : 60_000));
    }

    /// <summary>Now and then stops an instance in order, or moves partitions.</summary>
    private void Move()
    {
        if (_random.Next(50) == 0) Cluster.Group.Shuffle();
        if (_random.Next(200) == 0 && Cluster.Group.Members is { Count: > 0 } members) Cluster.Group.Expire(members[_random.Next(members.Count)]);
        if (_random.Next(150) != 0) return;
        var index = _random.Next(_instances.Length);
        if (_instances[index] is not { } instance || !_busy.Add(instance)) return;
        try
        {
            instance.Stop();
            End(index, "stops in order");
        }
        catch (SimulatedCrashException)
        {
            End(index, "crashes while it stops");
        }
        finally
        {
            _busy.Remove(instance);
        }
    }
}
