using System.Diagnostics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Outcome;
using Aegis.Streams.Publishing;
using HdrHistogram;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli.Bench;

/// <summary>What was sent and what came back. A thread of its own receives decisions from when it is made until it is disposed of.</summary>
internal sealed class Flight : IDisposable
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    private readonly IntentMix _mix;
    private readonly long[] _due;
    private readonly long[] _answered;
    private readonly DecisionOutcome?[] _expected;
    private readonly LibrdkafkaClients _clients;
    private readonly ILogReader _reader;
    private readonly Thread _receiver;
    private volatile bool _isStopping;
    private volatile Exception? _fault;
    private long _count;
    private long _repeated;
    private long _wrong;

    public Flight(BenchPlan plan, TopicNames topics, IntentMix mix, int capacity)
    {
        _mix = mix;
        (_due, _answered, _expected) = (new long[capacity], new long[capacity], new DecisionOutcome?[capacity]);
        _clients = new LibrdkafkaClients(plan.Connection, "aegis-bench", NullLogger.Instance);
        _reader = _clients.CreateReader("flight");
        _reader.Assign(Enumerable.Range(0, plan.Partitions).ToDictionary(partition => new LogPartition(topics.Decisions, partition), _ => 0L));
        _receiver = new Thread(Receive) { Name = "bench-receiver", IsBackground = true };
        _receiver.Start();
    }

    /// <summary>Gets how many intents have their answer.</summary>
    /// <exception cref="CliRefusalException">Decisions can no longer be read.</exception>
    public long Answered => _fault is { } fault ? throw CliRefusalException.Fault($"decisions cannot be read: {fault.Message}", fault) : Interlocked.Read(ref _count);

    /// <summary>Writes down an intent that is about to be sent.</summary>
    public void Due(int index, long timestamp, DecisionOutcome? expected)
    {
        _expected[index] = expected;
        Volatile.Write(ref _due[index], timestamp);
    }

    /// <summary>Collects the latencies of a stretch of intents.</summary>
    /// <param name="from">The first one.</param>
    /// <param name="to">The first one that is no longer part of it.</param>
    /// <param name="latency">Gets the latencies in microseconds.</param>
    /// <returns>Whether every intent so far has its answer; wrong and repeated ones since the last call.</returns>
    public AnswerCheck Collect(int from, int to, HistogramBase latency)
    {
        var missing = 0L;
        for (var i = from; i < to; i++)
        {
            var answered = Volatile.Read(ref _answered[i]);
            if (answered == 0) missing++;
            else latency.RecordValue(Math.Max(0, (long)Stopwatch.GetElapsedTime(_due[i], answered).TotalMicroseconds));
        }

        return new AnswerCheck(missing, Interlocked.Exchange(ref _repeated, 0), Interlocked.Exchange(ref _wrong, 0), AuditMissing: 0);
    }

    public void Dispose()
    {
        _isStopping = true;
        _receiver.Join();
        _reader.Dispose();
        _clients.Dispose();
    }

    private void Receive()
    {
        try
        {
            while (!_isStopping)
                if (_reader.Poll(PollWait) is { } record) Take(Stopwatch.GetTimestamp(), DecisionReader.Read(record));
        }
        catch (StreamClientException fault)
        {
            _fault = fault;
        }
    }

    private void Take(long now, Decision? decision)
    {
        var index = decision is null ? -1 : _mix.IndexOf(decision.IntentId);
        if (index < 0 || index >= _due.Length || Volatile.Read(ref _due[index]) == 0 || _expected[index] != decision!.Outcome)
        {
            Interlocked.Increment(ref _wrong);
        }
        else if (_answered[index] != 0)
        {
            Interlocked.Increment(ref _repeated);
        }
        else
        {
            Volatile.Write(ref _answered[index], now);
            Interlocked.Increment(ref _count);
        }
    }
}
