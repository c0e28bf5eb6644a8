using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>The tasks of a thread, by the partition numbers that the group gave it.</summary>
internal sealed class TaskSet(int partitionCount, Action<OutboundRecord> emit)
{
    private readonly Dictionary<int, StreamTask> _tasks = [];

    /// <summary>Gets a value indicating whether there is no task.</summary>
    public bool IsEmpty => _tasks.Count == 0;

    /// <summary>Gets a value indicating whether every task processes; so it is where there is none.</summary>
    public bool AllRun
    {
        get
        {
            foreach (var task in _tasks.Values)
                if (task.Status != TaskState.Running) return false;
            return true;
        }
    }

    /// <summary>Gets a value indicating whether some task processes.</summary>
    public bool AnyRuns => _tasks.Values.Any(task => task.Status == TaskState.Running);

    /// <summary>Finds the partition numbers of the tasks that process.</summary>
    /// <param name="known">What was found before.</param>
    /// <returns>The same list where nothing changed.</returns>
    public IReadOnlyCollection<int> Running(IReadOnlyCollection<int> known)
    {
        var count = 0;
        foreach (var task in _tasks.Values)
        {
            if (task.Status != TaskState.Running) continue;
            if (!known.Contains(task.Partition)) return RunningNow();
            count++;
        }

        return count == known.Count ? known : RunningNow();
    }

    /// <summary>Gets the inputs of all tasks.</summary>
    public IEnumerable<LogPartition> Inputs => _tasks.Values.SelectMany(task => task.Inputs);

    /// <summary>Tells of every task, for who looks from outside.</summary>
    /// <param name="lagOf">Finds the lag of an input; <see langword="null"/>: not known.</param>
    public IReadOnlyList<TaskReading> Read(Func<LogPartition, long?> lagOf) =>
    [
        .. from task in _tasks.Values
           orderby task.Partition
           let inputs = task.Inputs.OrderBy(input => input.Topic, StringComparer.Ordinal).Select(input => new InputReading(input.Topic, task.Committed.TryGetValue(input, out var offset) ? offset : null, lagOf(input)))
           select new TaskReading(task.Partition, NameOf(task.Status), [.. inputs]),
    ];

    private static string NameOf(TaskState state) => state switch
    {
        TaskState.Created => "created",
        TaskState.Restoring => "restoring",
        TaskState.Rewinding => "rewinding",
        _ => "running",
    };

    /// <summary>Gets the partition numbers of the tasks that process.</summary>
    public HashSet<int> RunningNow() => [.. _tasks.Values.Where(task => task.Status == TaskState.Running).Select(task => task.Partition)];

    /// <summary>Finds the task of a partition number, if it processes.</summary>
    public StreamTask? FindRunning(int partition) =>
        _tasks.TryGetValue(partition, out var task) && task.Status == TaskState.Running ? task : null;

    /// <summary>Finds a task that processes and was not claimed yet, or not for some time.</summary>
    public StreamTask? FindUnclaimed(TimeProvider time, TimeSpan renewInterval)
    {
        foreach (var task in _tasks.Values)
            if (task.Status == TaskState.Running && (!task.IsClaimed || time.GetElapsedTime(task.ClaimedAt) >= renewInterval)) return task;
        return null;
    }

    public List<StreamTask> In(TaskState status) => [.. _tasks.Values.Where(task => task.Status == status)];

    /// <summary>Finds the tasks that the open transaction is about.</summary>
    public List<StreamTask> Touched() => [.. _tasks.Values.Where(task => task.IsTouched)];

    /// <summary>Takes inputs over. A task that gets another input begins anew: it must know the offsets of all its inputs at one moment.</summary>
    public void Add(IEnumerable<LogPartition> inputs)
    {
        foreach (var input in inputs)
        {
            if (!_tasks.TryGetValue(input.Partition, out var task)) _tasks[input.Partition] = task = new StreamTask(input.Partition, partitionCount, emit);
            task.Inputs.Add(input);
            task.Status = TaskState.Created;
        }
    }

    /// <summary>Gives inputs up, with what their tasks held uncommitted.</summary>
    public void Remove(IEnumerable<LogPartition> inputs)
    {
        foreach (var input in inputs)
        {
            if (!_tasks.TryGetValue(input.Partition, out var task)) continue;
            task.Inputs.Remove(input);
            task.Reset();
            if (task.Inputs.Count == 0) _tasks.Remove(input.Partition);
        }
    }

    /// <summary>Makes every task look again what is committed.</summary>
    public void Doubt()
    {
        foreach (var task in _tasks.Values) task.Doubt();
    }

    /// <summary>Makes every running task read again from its committed offset: records may pass by that nobody processes.</summary>
    public void Rewind()
    {
        foreach (var task in _tasks.Values)
            if (task.Status == TaskState.Running) task.Status = TaskState.Rewinding;
    }
}
