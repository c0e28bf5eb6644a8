using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>
/// The queue that a consumer waits on. Yielding it makes a waiting call return within a tenth of a millisecond, which the library's
/// public surface has no word for. The reference must be gone before the consumer closes (`rdkafka.h`, rd_kafka_queue_get_consumer).
/// </summary>
internal sealed class ClientQueue(Handle client) : IDisposable
{
    private readonly Lock _lock = new();
    private nint _queue = NativeMethods.GetConsumerQueue(NativeMethods.HandleOf(client));

    /// <summary>Makes a waiting call return. May be called from any thread; does nothing after Dispose.</summary>
    public void Yield()
    {
        lock (_lock)
        {
            if (_queue != 0) NativeMethods.YieldQueue(_queue);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_queue != 0) NativeMethods.DestroyQueue(_queue);
            _queue = 0;
        }
    }
}
