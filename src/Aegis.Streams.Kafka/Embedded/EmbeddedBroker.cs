using System.Runtime.InteropServices;
using System.Text;
using Aegis.Streams.Kafka.Librdkafka;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Embedded;

/// <summary>
/// librdkafka's broker in this process, on loopback and a port of its own choice (`rdkafka_mock.h`). For evaluation and development: it
/// keeps a few MiB a partition in memory, never compacts, hides no uncommitted record and fences nobody. Thread-safe.
/// </summary>
public sealed class EmbeddedBroker : IDisposable
{
    private const int ProducerType = 0;
    private const int ErrorBytes = 512;

    // The default of 3 s would be the time of every join and leave.
    private const int HeartbeatIntervalMs = 200;

    private readonly Lock _lock = new();
    private nint _client;
    private nint _cluster;

    private EmbeddedBroker(nint client, nint cluster)
    {
        (_client, _cluster) = (client, cluster);
        BootstrapServers = Marshal.PtrToStringUTF8(NativeMethods.MockBootstraps(cluster))!;
    }

    /// <summary>Gets the address, `127.0.0.1:port`. Other processes of this host can connect to it.</summary>
    public string BootstrapServers { get; }

    /// <summary>Starts a broker.</summary>
    /// <returns>The broker; it ends with <see cref="Dispose"/> or the process.</returns>
    /// <exception cref="InvalidOperationException">librdkafka could not start it.</exception>
    public static EmbeddedBroker Start() => Start(brokers: 1);

    /// <summary>Starts a cluster of several brokers, with ids from 1, for tests of what goes away.</summary>
    internal static EmbeddedBroker Start(int brokers)
    {
        var error = new byte[ErrorBytes];
        var configuration = NativeMethods.NewConfiguration();

        // The client that carries the broker connects nowhere, and would say so on stderr.
        _ = NativeMethods.SetProperty(configuration, "log_level", "0", error, ErrorBytes);
        var client = NativeMethods.NewClient(ProducerType, configuration, error, ErrorBytes);
        if (client == 0) throw new InvalidOperationException($"The embedded broker did not start: {Encoding.UTF8.GetString(error).TrimEnd('\0')}.");
        var cluster = NativeMethods.NewMockCluster(client, brokers);
        if (cluster == 0)
        {
            NativeMethods.DestroyClient(client);
            throw new InvalidOperationException("The embedded broker did not start: no port of the loopback interface could be opened.");
        }

        NativeMethods.SetMockRebalanceDelay(cluster, 0);
        NativeMethods.SetMockHeartbeatInterval(cluster, HeartbeatIntervalMs);
        return new EmbeddedBroker(client, cluster);
    }

    /// <summary>Creates a topic.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="partitions">Its partitions, 1 and up.</param>
    /// <exception cref="InvalidOperationException">The broker refused, such as a topic that exists.</exception>
    public void CreateTopic(string name, int partitions)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_cluster == 0, this);
            var error = NativeMethods.CreateMockTopic(_cluster, name, partitions, replicationFactor: 1);
            if (error != 0) throw new InvalidOperationException($"The embedded broker did not create the topic `{name}`: {(ErrorCode)error}.");
        }
    }

    /// <summary>Makes one broker the coordinator of a group, and that of a transactional id another; then takes the first one away.</summary>
    internal void TakeGroupCoordinatorAway(string groupId, string transactionalId)
    {
        const int transactions = 1, group = 2;
        if (NativeMethods.SetMockCoordinator(_cluster, "transaction", transactionalId, transactions) != 0
            || NativeMethods.SetMockCoordinator(_cluster, "group", groupId, group) != 0
            || NativeMethods.SetMockBrokerDown(_cluster, group) != 0)
            throw new InvalidOperationException("The cluster does not have two brokers.");
    }

    /// <summary>Answers the next requests of one kind with an error each.</summary>
    internal void FailRequests(short api, params ErrorCode[] errors) =>
        NativeMethods.FailMockRequests(_cluster, api, (nuint)errors.Length, [.. errors.Select(error => (int)error)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_cluster == 0) return;
            NativeMethods.DestroyMockCluster(_cluster);
            NativeMethods.DestroyClient(_client);
            (_cluster, _client) = (0, 0);
        }
    }
}
