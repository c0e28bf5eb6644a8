using System.Collections.Concurrent;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Policies;

/// <summary>Reads intents and decisions while they come: the embedded broker does not keep them for long.</summary>
internal sealed class DecisionTail : IDisposable
{
    private readonly ConcurrentQueue<(string Revision, DateTimeOffset DecidedAt)> _changes = new();
    private readonly Dictionary<int, string> _revisions = [];
    private readonly ILogReader _reader;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;
    private readonly string _intents;
    private int _count;

    public DecisionTail(LibrdkafkaClients clients, TopicNames topics)
    {
        _intents = topics.Intents;
        _reader = clients.CreateReader("tail");
        _reader.Assign(new[] { topics.Intents, topics.Decisions }
            .SelectMany(topic => Enumerable.Range(0, clients.PartitionCount(topic, PolicyFireScene.Patience)!.Value).Select(partition => new LogPartition(topic, partition)))
            .ToDictionary(partition => partition, _ => 0L));
        _work = Task.Factory.StartNew(Read, TaskCreationOptions.LongRunning);
    }

    /// <summary>Gets the number of decisions so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Gets the intents by partition and offset. To be read after <see cref="Stop"/>.</summary>
    public Dictionary<(int Partition, long Offset), SourceRecord> Intents { get; } = [];

    /// <summary>Gets the decisions in the order of their partitions. To be read after <see cref="Stop"/>.</summary>
    public List<(SourceRecord Record, Decision Decision)> Decisions { get; } = [];

    /// <summary>Waits for the first decision by a revision since an instant.</summary>
    /// <returns>Its time.</returns>
    public DateTimeOffset WaitForFirst(string revision, DateTimeOffset since)
    {
        DateTimeOffset? first = null;
        Assert.True(SpinWait.SpinUntil(() => (first = Find()) is not null || _work.IsCompleted, PolicyFireScene.Patience), $"No decision names {revision}.");
        return first ?? throw new InvalidOperationException("The tail ended.", _work.Exception);

        DateTimeOffset? Find() => _changes.Where(change => change.Revision == revision && change.DecidedAt >= since).Select(change => (DateTimeOffset?)change.DecidedAt).Min();
    }

    public void Stop()
    {
        _stopping.Cancel();
        _work.Wait(PolicyFireScene.Patience);
    }

    public void Dispose()
    {
        Stop();
        _reader.Dispose();
        _stopping.Dispose();
    }

    private void Read()
    {
        while (!_stopping.IsCancellationRequested)
        {
            if (_reader.Poll(TimeSpan.FromMilliseconds(20)) is not { } record) continue;
            if (record.Topic == _intents)
            {
                Intents.Add((record.Partition, record.Offset), record);
                continue;
            }

            var decision = DecisionReader.Read(record) ?? throw new InvalidOperationException($"The decision at {record.Partition}/{record.Offset} cannot be read.");
            Decisions.Add((record, decision));
            if (_revisions.GetValueOrDefault(record.Partition) != decision.PolicyRevision)
            {
                _revisions[record.Partition] = decision.PolicyRevision;
                _changes.Enqueue((decision.PolicyRevision, decision.DecidedAt));
            }

            Interlocked.Increment(ref _count);
        }
    }
}
