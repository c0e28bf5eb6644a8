using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>
/// Lends one administration client to all callers. After <see cref="Replace"/> the next caller gets a new one: librdkafka asks for offsets
/// with the leader epochs that it learned first, and goes on to be refused for minutes when a partition has moved (FENCED_LEADER_EPOCH).
/// </summary>
internal sealed class AdminClients(Func<IAdminClient> build) : IDisposable
{
    private readonly Lock _lock = new();
    private Lease? _current;
    private bool _isDisposed;

    /// <summary>Makes a call.</summary>
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
        finally
        {
            Return(lease);
        }
    }

    /// <summary>Lets a client go when its last caller is done.</summary>
    /// <param name="client">The client that a call was made with.</param>
    public void Replace(IAdminClient client)
    {
        lock (_lock)
        {
            if (_current?.Client == client) _current = null;
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

        unused?.Client.Dispose();
    }

    private void Return(Lease lease)
    {
        lock (_lock)
        {
            if (--lease.Users > 0 || lease == _current) return;
        }

        lease.Client.Dispose();
    }

    private sealed class Lease(IAdminClient client)
    {
        public IAdminClient Client { get; } = client;

        public int Users { get; set; }
    }
}
