using Aegis.Streams.Kafka.Clients;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>
/// Lends one administration client to all callers. After a fault the next caller gets a new one, for librdkafka goes on with what it learned first: it asks for offsets with leader epochs
/// that are refused for minutes when a partition has moved (FENCED_LEADER_EPOCH), and waits for the broker that it took for the controller, which it calls without pause when that one is gone.
/// And Confluent.Kafka closes a client whose answer it cannot read (<see cref="AdminCalls"/>); to close that once more ends the process.
/// </summary>
internal sealed class AdminClients(Func<IAdminClient> build) : IDisposable
{
    private readonly Lock _lock = new();
    private Lease? _current;
    private bool _isDisposed;

    /// <summary>Makes a call.</summary>
    /// <exception cref="StreamClientException">It failed, and the next call is made with another client; or librdkafka refuses a property.</exception>
    public T Use<T>(Func<IAdminClient, T> call)
    {
        Lease lease;
        lock (_lock)
        {
            lease = _current ?? new Lease(build());
            if (!_isDisposed) _current = lease;
            lease.Users++;
        }

        try
        {
            return call(lease.Client);
        }
        catch (KafkaException fault)
        {
            Forget(lease);
            throw ClientFaults.Of(fault);
        }
        catch (Exception fault) when (fault is TimeoutException or ObjectDisposedException)
        {
            lease.IsClosed = true;
            Forget(lease);
            throw new StreamClientException(StreamClientFault.Retriable, "the client cannot read what the cluster answers; it cannot where a partition has no replica in sync", fault);
        }
        finally
        {
            Return(lease);
        }
    }

    /// <summary>Lets the client go, at once or when its last caller is done. A later call makes one of its own.</summary>
    public void Dispose()
    {
        Lease? unused;
        lock (_lock)
        {
            unused = _current is { Users: 0 } ? _current : null;
            (_current, _isDisposed) = (null, true);
        }

        unused?.Close();
    }

    /// <summary>Lets a client go when its last caller is done.</summary>
    private void Forget(Lease lease)
    {
        lock (_lock)
        {
            if (_current == lease) _current = null;
        }
    }

    private void Return(Lease lease)
    {
        lock (_lock)
        {
            if (--lease.Users > 0 || lease == _current) return;
        }

        lease.Close();
    }

    private sealed class Lease(IAdminClient client)
    {
        public IAdminClient Client { get; } = client;

        public int Users { get; set; }

        /// <summary>Gets or sets a value indicating whether the client has closed itself.</summary>
        public bool IsClosed { get; set; }

        public void Close()
        {
            if (!IsClosed) Client.Dispose();
        }
    }
}
