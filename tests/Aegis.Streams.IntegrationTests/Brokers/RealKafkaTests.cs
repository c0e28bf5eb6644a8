using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Brokers;

[Trait("Category", "Kafka")]
public sealed class RealKafkaTests(RealKafka kafka)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void SharedBroker_Answers() => Assert.NotEmpty(ClusterProbe.Connect(kafka.Connection, Patience).Brokers);

    [Fact]
    public void PrivateNode_ComesBackAfterItWasFrozenAndKilled()
    {
        using var cluster = RealKafka.StartCluster();
        var id = ClusterProbe.Connect(cluster.Connection, Patience).ClusterId;

        cluster.Nodes[0].Pause();
        Assert.Throws<StreamClientException>(() => ClusterProbe.Connect(cluster.Connection, TimeSpan.FromSeconds(1)));
        cluster.Nodes[0].Resume();
        Assert.Equal(id, ClusterProbe.Connect(cluster.Connection, Patience).ClusterId);

        cluster.Nodes[0].Kill();
        cluster.Nodes[0].Start();
        Assert.Equal(id, ClusterProbe.Connect(cluster.Connection, Patience).ClusterId);
    }
}
