using Aegis.Streams.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Brings the tasks of a thread from their assignment to where they run: committed offsets, state, position. Never waits long, so that other tasks go on.</summary>
internal sealed class TaskPreparation(
    string name, string changelogTopic, IStreamClients clients, IGroupConsumer consumer, TaskSet tasks, TimeProvider time, StreamMetrics metrics, ILogger logger) : IDisposable
{
    private const int RestoreSlice = 5000;
    private static readonly TimeSpan RestoreWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    // While other tasks run, which wait meanwhile: short, and not at every turn.
    private static readonly TimeSpan SideCallTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SideCallPause = TimeSpan.FromSeconds(1);

    private readonly TaskRestorer _restorer = new(clients, $"{name}-restore", changelogTopic, metrics);
    private long? _postponedAt;

    /// <summary>Gets the part of the state that was read back, 0 to 1.</summary>
    public double Progress => _restorer.Progress;

    /// <summary>Gets a value indicating whether the next step would do something.</summary>
    public bool IsNeeded => !tasks.AllRun || _restorer.IsReading;

    /// <summary>Gets a value indicating whether changelogs are being read and the last look brought something, so that the next will too.</summary>
    public bool HasMore => _restorer.HasMore;

    /// <summary>Takes every task one step further.</summary>
    /// <param name="isAlone">Whether no task runs, so that a wait keeps nobody from anything.</param>
    public void Step(bool isAlone)
    {
        Begin(isAlone);
        Continue(isAlone);
        Rewind();
    }

    public void Dispose() => _restorer.Dispose();

    private void Begin(bool isAlone)
    {
        var created = tasks.In(TaskState.Created);
        if (created.Count == 0 || (!isAlone && _postponedAt is { } postponed && time.GetElapsedTime(postponed) < SideCallPause)) return;
        var inputs = created.SelectMany(task => task.Inputs).ToList();
        try
        {
            consumer.Pause(inputs);
            var committed = consumer.Committed(inputs, isAlone ? CallTimeout : SideCallTimeout);

            // Only now: once the offsets are stable, everything that the former owner committed lies below this end.
            var ranges = clients.Ranges([.. inputs, .. created.Select(Changelog)], CallTimeout);
            foreach (var task in created) Begin(task, committed, ranges);
            _postponedAt = null;
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            _postponedAt = time.GetTimestamp();
            logger.RestorePostponed(name, fault);
        }
    }

    private void Begin(StreamTask task, IReadOnlyDictionary<LogPartition, long?> committed, IReadOnlyDictionary<LogPartition, LogRange> ranges)
    {
        var starts = task.Inputs.ToDictionary(input => input, input => StartOf(input, committed[input], ranges[input]));
        if (task.StandsAt(starts))
        {
            task.Status = TaskState.Rewinding;
            return;
        }

        task.Reset();
        foreach (var (input, start) in starts) task.Committed[input] = start;
        var changelog = ranges[Changelog(task)];
        task.Status = TaskState.Restoring;
        _restorer.Add(task, changelog);
        logger.RestoreStarted(name, task.Partition, changelog.Start, changelog.End);
    }

    /// <summary>Finds where to read on. What was deleted before it was read is gone, but not in silence.</summary>
    private long StartOf(LogPartition input, long? committed, LogRange range)
    {
        if (committed is not { } offset) return range.Start;
        if (offset >= range.Start && offset <= range.End) return offset;
        logger.InputDeleted(name, input, offset, range.Start, range.End);
        return range.Start;
    }

    private void Continue(bool isAlone)
    {
        try
        {
            foreach (var task in _restorer.Step(RestoreSlice, isAlone ? RestoreWait : TimeSpan.Zero))
            {
                task.Status = TaskState.Rewinding;
                logger.RestoreFinished(name, task.Partition, task.State.Count);
            }
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            // What was read stays; the reader goes on inside.
            logger.RestorePostponed(name, fault);
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.OffsetOutOfRange)
        {
            logger.RestorePostponed(name, fault);
            foreach (var task in tasks.In(TaskState.Restoring)) task.Reset();
        }
    }

    /// <summary>Sets the consumer to the committed offsets. Right after an assignment it may not be ready for that; the next turn tries again.</summary>
    private void Rewind()
    {
        foreach (var task in tasks.In(TaskState.Rewinding))
        {
            try
            {
                consumer.Resume(task.Inputs);
                foreach (var input in task.Inputs) consumer.Seek(input, task.Committed[input]);
                task.Status = TaskState.Running;
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
            {
                logger.RewindPostponed(name, task.Partition, fault);
            }
        }
    }

    private LogPartition Changelog(StreamTask task) => new(changelogTopic, task.Partition);
}
