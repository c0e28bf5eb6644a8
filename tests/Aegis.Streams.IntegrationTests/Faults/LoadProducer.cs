using System.Diagnostics;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Publishes a load at a steady rate. One record in ten goes through librdkafka's own partitioner (CRC32), as agents' own producers send them.</summary>
internal sealed class LoadProducer : IDisposable
{
    private const string MaxBytes = "5000000";

    private readonly RecordProducer _murmur2;
    private readonly IProducer<byte[]?, byte[]?> _crc32;
    private readonly IntentLoad _load;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;
    private int _failures;

    public LoadProducer(KafkaConnection connection, IntentLoad load, int records, int perSecond)
    {
        var properties = new Dictionary<string, string>(connection.Properties) { ["message.max.bytes"] = MaxBytes };
        _murmur2 = new RecordProducer(connection with { Properties = properties }, NullLogger.Instance);
        _crc32 = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig(connection.ToClientConfig()) { EnableIdempotence = true, MessageMaxBytes = int.Parse(MaxBytes) }).Build();
        _load = load;
        _work = Task.Factory.StartNew(() => Produce(records, perSecond), TaskCreationOptions.LongRunning);
    }

    public bool IsDone => _work.IsCompleted;

    /// <summary>Gets how many records were handed to the client so far.</summary>
    public int Sent { get; private set; }

    /// <summary>Waits until the cluster has acknowledged everything.</summary>
    public void Finish(TimeSpan timeout)
    {
        Assert.True(_work.Wait(timeout), $"Only {Sent} records of the load were sent within {timeout}.");
        Assert.True(_murmur2.Flush(timeout) && _crc32.Flush(timeout) == 0, "The cluster did not take the load in time.");
        Assert.Equal(0, _failures);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _work.Wait();
        _murmur2.Dispose();
        _crc32.Dispose();
        _stopping.Dispose();
    }

    private void Produce(int records, int perSecond)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < records && !_stopping.IsCancellationRequested; i++)
        {
            var ahead = TimeSpan.FromSeconds((double)i / perSecond) - clock.Elapsed;
            if (ahead > TimeSpan.FromMilliseconds(1)) _stopping.Token.WaitHandle.WaitOne(ahead);
            var record = _load.Next();
            if (i % 10 == 9) ProduceByCrc32(record);
            else _murmur2.Produce(record, delivery => Count(delivery.Error is not null));
            Sent++;
        }
    }

    private void ProduceByCrc32(OutboundRecord record)
    {
        var message = new Message<byte[]?, byte[]?> { Key = record.Key, Value = record.Value, Headers = RecordConversion.ToHeaders(record.Headers) };
        _crc32.Produce(record.Topic, message, delivery => Count(delivery.Error.IsError));
    }

    private void Count(bool isFailure)
    {
        if (isFailure) Interlocked.Increment(ref _failures);
    }
}
