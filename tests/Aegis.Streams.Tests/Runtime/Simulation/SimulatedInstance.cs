using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>One life of an instance: its process, tables and supervised stream threads, from a start to a stop or a crash.</summary>
internal sealed class SimulatedInstance : IDisposable
{
    private readonly SimulatedProcess _process;
    private readonly GlobalTableReader _tables;
    private readonly StreamThreadSupervisor[] _threads;

    public SimulatedInstance(string name, int life, StreamSimulation simulation)
    {
        Name = name;
        _process = simulation.Cluster.Start($"{name}/{life}");
        var options = simulation.Options with { InstanceId = name };
        var logger = simulation.Trace.Logger(name);
        var tables = new DecisionTables(new TopicNames(), simulation.Metrics, logger);
        _tables = new GlobalTableReader(name, tables.All, _process, simulation.Cluster.Time, pause => simulation.BackOff(this, pause), logger, simulation.Metrics);
        _threads = [.. Enumerable.Range(0, simulation.Settings.Threads).Select(Supervise)];

        StreamThreadSupervisor Supervise(int index)
        {
            return new StreamThreadSupervisor($"{name}-{index}", options, Create, simulation.Cluster.Time, pause => simulation.BackOff(this, pause), simulation.Metrics, logger);

            StreamThread Create(ThreadHistory history) => new(
                $"{name}-{index}", options, SimulationSettings.Partitions, _process,
                new DisturbedProcessor(simulation.Processor(tables, name, life), simulation.Inputs, States), simulation.Cluster.Time,
                pause => simulation.BackOff(this, pause), history, simulation.Metrics, logger);
        }
    }

    public string Name { get; }

    public SimulatedProcess Process => _process;

    /// <summary>Gets the state of each task that has processed something in this life, as its processor saw it last.</summary>
    public Dictionary<int, Aegis.Streams.State.KeyedState> States { get; } = [];

    public bool IsReady => _tables.IsComplete && _threads.All(thread => thread.Thread is { IsReady: true });

    /// <summary>Gives one of the instance's threads a turn.</summary>
    public void RunOnce(Random random)
    {
        var turn = random.Next(_threads.Length + 1);
        if (turn == _threads.Length) _tables.RunOnce();
        else if (_tables.IsComplete) _threads[turn].RunOnce();
    }

    /// <summary>Drops what the process had. A crashed one says no goodbye, so its threads are left as they are.</summary>
    public void Dispose() => _tables.Dispose();

    public void Stop()
    {
        foreach (var thread in _threads) thread.Close();
    }
}
