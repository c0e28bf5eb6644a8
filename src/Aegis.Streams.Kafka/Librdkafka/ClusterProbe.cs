using Aegis.Streams.Kafka.Clients;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Asks whether a cluster answers, before anything depends on it.</summary>
public static class ClusterProbe
{
    /// <summary>Connects and asks the cluster who it is.</summary>
    /// <param name="connection">How to reach it.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="StreamClientException">Nobody answered in time, the cluster refuses the credentials, or librdkafka refuses a property. The message says what the last attempt met.</exception>
    public static ClusterInfo Connect(KafkaConnection connection, TimeSpan timeout)
    {
        if (connection.Validate() is { Count: > 0 } faults) throw new StreamClientException(StreamClientFault.Fatal, string.Join("; ", faults) + ".");
        Error? last = null;
        var config = connection.ToClientConfig();
        using var admin = ClientBuild.Run(() => new AdminClientBuilder(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) => last = IsTelling(error, last) ? error : last)
            .Build());
        try
        {
            return connection.IsEmbedded ? OfMetadata(admin.GetMetadata(timeout)) : Describe(admin, timeout);
        }
        catch (KafkaException fault)
        {
            var error = last ?? fault.Error;
            throw error.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.ClusterAuthorizationFailed
                ? new StreamClientException(StreamClientFault.NotAuthorized, $"the cluster at {connection.BootstrapServers} refuses these credentials: {error.Reason}", fault)
                : new StreamClientException(StreamClientFault.Retriable, $"no Kafka cluster answered at {connection.BootstrapServers} within {timeout.TotalSeconds:0.#} s: {error.Reason}", fault);
        }
    }

    private static ClusterInfo Describe(IAdminClient admin, TimeSpan timeout)
    {
        var cluster = admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = timeout }).GetAwaiter().GetResult();
        return new ClusterInfo(cluster.ClusterId, Addresses(cluster.Nodes.Select(node => (node.Host, node.Port))));
    }

    private static ClusterInfo OfMetadata(Metadata metadata) =>
        new(null, Addresses(metadata.Brokers.Select(broker => (broker.Host, broker.Port))));

    private static string[] Addresses(IEnumerable<(string Host, int Port)> brokers) =>
        [.. brokers.Select(broker => $"{broker.Host}:{broker.Port}").Order(StringComparer.Ordinal)];

    /// <summary>The first cause tells more than "all brokers are down", which always follows.</summary>
    private static bool IsTelling(Error error, Error? last) =>
        error.Code != ErrorCode.Local_AllBrokersDown && (last is null || error.Code is ErrorCode.Local_Authentication or ErrorCode.Local_Ssl);
}
