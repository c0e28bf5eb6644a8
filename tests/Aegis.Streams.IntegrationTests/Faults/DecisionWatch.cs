using System.Diagnostics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Counts committed answers as they come and measures, for each partition of decisions, the longest time without one.</summary>
internal sealed class DecisionWatch : IDisposable
{
    private readonly LibrdkafkaClients _clients;
    private readonly TopicNames _topics;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan[] _lastAt;
    private readonly TimeSpan[] _silence;
    private volatile bool _isStopping;
    private volatile bool _isMeasuring;
    private int _answers;

    public DecisionWatch(LibrdkafkaClients clients, TopicNames topics, int partitions)
    {
        (_clients, _topics) = (clients, topics);
        (_lastAt, _silence) = (new TimeSpan[partitions], new TimeSpan[partitions]);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Gets how many decisions and dead letters came so far.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Begins to measure; call it while decisions flow.</summary>
    public void Measure()
    {
        lock (_lock)
        {
            Array.Fill(_lastAt, _clock.Elapsed);
            _isMeasuring = true;
        }
    }

    /// <summary>Ends measuring; call it as soon as the load ends. A silence that lasts still is counted.</summary>
    /// <returns>The longest time without a decision that any partition saw, and that the one with the shortest saw.</returns>
    public (TimeSpan Longest, TimeSpan Shortest) EndMeasure()
    {
        lock (_lock)
        {
            for (var partition = 0; partition < _lastAt.Length; partition++) Note_NeedsLock(partition);
            _isMeasuring = false;
            return (_silence.Max(), _silence.Min());
        }
    }

    public void WaitForAnswers(int count, TimeSpan timeout, Func<string> describe)
    {
        var clock = Stopwatch.StartNew();
        while (Answers < count)
        {
            Assert.True(clock.Elapsed < timeout, $"{Answers} answers of {count} within {timeout}. {describe()}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
    }

    private void Run()
    {
        using var reader = _clients.CreateReader("watch");
        var partitions = Enumerable.Range(0, _lastAt.Length);
        reader.Assign(partitions.SelectMany(partition => new[] { new LogPartition(_topics.Decisions, partition), new LogPartition(_topics.DeadLetters, partition) })
            .ToDictionary(partition => partition, _ => 0L));
        while (!_isStopping)
        {
            try
            {
                if (reader.Poll(TimeSpan.FromMilliseconds(50)) is not { } record) continue;
                Interlocked.Increment(ref _answers);
                if (record.Topic != _topics.Decisions) continue;
                lock (_lock) Note_NeedsLock(record.Partition);
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
            {
                // The broker is being tormented; the reader comes back by itself.
            }
        }
    }

    private void Note_NeedsLock(int partition)
    {
        if (!_isMeasuring) return;
        var now = _clock.Elapsed;
        if (now - _lastAt[partition] > _silence[partition]) _silence[partition] = now - _lastAt[partition];
        _lastAt[partition] = now;
    }
}
