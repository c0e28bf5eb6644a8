using System.Collections.Concurrent;
using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>
/// Waits for the answers to intents that were published, by their correlation ids: reads the committed end of the topic of decisions, from the first wait on and until nobody has waited for a
/// while. Thread-safe.
/// </summary>
/// <param name="topic">The topic of decisions.</param>
/// <param name="clients">The cluster.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class DecisionTail(string topic, IStreamClients clients, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Decision>> _waiting = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _opened = NewOpened();
    private Task _reading = Task.CompletedTask;
    private long _lastWait;

    /// <summary>Begins to wait for an answer.</summary>
    /// <param name="correlationId">What the intent's record will carry; random, so that nobody else's answer can bear it.</param>
    /// <returns>
    /// Ends when an answer will be seen, so that the intent may be published, with a task that ends with the decision. Whoever no longer waits calls <see cref="Forget"/>.
    /// </returns>
    public async Task<Task<Decision>> ExpectAsync(string correlationId)
    {
        var answer = _waiting.GetOrAdd(correlationId, static _ => new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously));
        Task opened;
        lock (_lock)
        {
            _lastWait = time.GetTimestamp();
            if (_reading.IsCompleted)
            {
                _opened = NewOpened();
                _reading = Task.Factory.StartNew(Read, _stopping.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            opened = _opened.Task;
        }

        await opened.ConfigureAwait(false);
        return answer.Task;
    }

    /// <summary>Stops to wait for an answer.</summary>
    /// <param name="correlationId">The correlation id.</param>
    public void Forget(string correlationId) => _waiting.TryRemove(correlationId, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CallTimeout + CallTimeout);
        _opened.TrySetCanceled();
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewOpened() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Read()
    {
        ILogReader? reader = null;
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                try
                {
                    reader ??= Open();
                    if (reader.Poll(PollWait) is { } record) Complete(record);
                    if (IsIdle()) return;
                }
                catch (StreamClientException fault)
                {
                    // What is written meanwhile is missed: its callers' deadlines pass, and the same ids recover the answers.
                    logger.TailFailed(topic, fault.Message);
                    reader?.Dispose();
                    reader = null;
                    lock (_lock)
                        if (_opened.Task.IsCompleted) _opened = NewOpened();
                    _stopping.Token.WaitHandle.WaitOne(RetryPause);
                }
            }
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private ILogReader Open()
    {
        var reader = clients.CreateReader("decision-tail");
        try
        {
            reader.Assign(Ends());
        }
        catch (StreamClientException)
        {
            reader.Dispose();
            throw;
        }

        lock (_lock) _opened.TrySetResult();
        return reader;
    }

    private Dictionary<LogPartition, long> Ends()
    {
        var count = clients.PartitionCount(topic, CallTimeout) ?? throw new StreamClientException(StreamClientFault.UnknownTopic, $"the topic `{topic}` does not exist");
        var partitions = Enumerable.Range(0, count).Select(partition => new LogPartition(topic, partition)).ToList();
        return clients.Ranges(partitions, CallTimeout).ToDictionary(range => range.Key, range => range.Value.End);
    }

    private void Complete(SourceRecord record)
    {
        if (record.FindHeader(RecordHeaderNames.CorrelationId) is not { } bytes) return;
        if (_waiting.TryRemove(Encoding.ASCII.GetString(bytes), out var answer) && DecisionReader.Read(record) is { } decision) answer.TrySetResult(decision);
    }

    private bool IsIdle()
    {
        lock (_lock)
        {
            if (!_waiting.IsEmpty || time.GetElapsedTime(_lastWait) < IdleTime) return false;

            // Whoever comes from now on starts a reader of its own.
            _reading = Task.CompletedTask;
            return true;
        }
    }
}
