using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>Follows the topic of publications on a thread of its own, for an engine that has no global tables of this runtime.</summary>
public sealed class PolicyFollower : IDisposable
{
    private readonly StreamMetrics _streamMetrics = new();
    private readonly PolicyMetrics _metrics = new();
    private readonly ManualResetEventSlim _stopping = new();
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PolicyTable _table;
    private readonly GlobalTableReader _reader;
    private readonly Thread _thread;

    /// <summary>Initializes a follower; nothing is read before <see cref="Start"/>.</summary>
    /// <param name="name">Name for the broker's logs.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="settings">How publications are read.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public PolicyFollower(string name, TopicNames topics, PublishedPolicies settings, IStreamClients clients, TimeProvider time, ILogger logger)
    {
        _table = new PolicyTable(topics.Policies, settings, _metrics, logger);
        _metrics.ObserveActive(() => _table.Active);
        _reader = new GlobalTableReader(name, [_table], clients, time, pause => _stopping.Wait(pause), logger, _streamMetrics);
        _thread = new Thread(Run) { Name = "aegis-policies", IsBackground = true };
    }

    /// <summary>Gets the policy set that decides now; <see langword="null"/>: none is active. May be read from any thread.</summary>
    public PolicySnapshot? Policy => _table.Active?.Snapshot;

    /// <summary>Gets a task that ends when the topic was read to its end once; it fails if the topic cannot be read.</summary>
    public Task Completion => _complete.Task;

    /// <summary>Starts to read.</summary>
    public void Start() => _thread.Start();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Set();
        if (_thread.IsAlive) _thread.Join();
        _reader.Dispose();
        _metrics.Dispose();
        _streamMetrics.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        try
        {
            Exception? fault = null;
            while (!_stopping.IsSet)
            {
                fault = RunOnce(fault);
                if (_reader.IsComplete) _complete.TrySetResult();
            }
        }
        catch (Exception fault)
        {
            // There is nothing to decide with yet, and whoever waits for it is told.
            _complete.TrySetException(fault);
        }
        finally
        {
            _complete.TrySetCanceled();
        }
    }

    /// <summary>
    /// Reads a batch. Once there is something to decide with, no fault ends the loop: nobody else would ever read the next publication, nor tell how
    /// old the last one is.
    /// </summary>
    /// <param name="last">The fault of the turn before; <see langword="null"/>: there was none.</param>
    /// <returns>The fault of this turn, after which the next one begins again.</returns>
    private Exception? RunOnce(Exception? last)
    {
        try
        {
            if (last is not null) _reader.Restart(last);
            _reader.RunOnce();
            return null;
        }
        catch (Exception fault) when (_reader.IsComplete)
        {
            return fault;
        }
    }
}
