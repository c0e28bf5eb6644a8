using Aegis.Streams.Catalog;
using Confluent.Kafka;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Global tables whose log ends in what no reader can see. A start that waits for a record at the end would wait for ever.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class TableFaultTests(FaultBroker broker, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("commit marker", 221)]
    [InlineData("aborted transaction", 220)]
    [InlineData("only tombstones", 0)]
    [InlineData("empty", 0)]
    public void CatalogEndsInNoRecord_InstanceRunsWithTheRowsThatWereCommitted(string end, int rows)
    {
        using var scene = new FaultScene(broker.Connection, output, loadTables: end is "commit marker" or "aborted transaction");
        var row = new CatalogItemCodec().Encode(new CatalogItem { Tenant = "t00", Sku = "SKU-99", State = CatalogItemState.Active });
        if (end == "commit marker") InTransaction(scene, row, producer => producer.CommitTransaction(Patience));
        if (end == "aborted transaction") InTransaction(scene, row, producer => producer.AbortTransaction(Patience));
        if (end == "only tombstones") InTransaction(scene, null, producer => producer.CommitTransaction(Patience));
        using var loggers = new LogRecorder();
        using var instance = new Instance(scene.Settings("one"), loggers);

        instance.StartAndWaitUntilRunning();

        Assert.Equal(rows, instance.Application.Catalog.Count);
        Assert.True(instance.Application.Stop(Patience));
    }

    [Fact]
    public void CatalogEndsInAMarker_StreamizWaitsForEver_SoItsProcessEndsAndNamesTheWayOut()
    {
        using var scene = new FaultScene(broker.Connection, output);
        InTransaction(scene, null, producer => producer.CommitTransaction(Patience));

        var instance = scene.Start(scene.Settings("one") with { IsStreamiz = true, StartDeadlineSeconds = 10 });

        Assert.Equal(70, instance.WaitForExit());
        Assert.Contains("ends in a transaction marker, and its reader waits for a record that never comes: load tables with `aegis catalog load`", instance.Log, StringComparison.Ordinal);
    }

    private void InTransaction(FaultScene scene, byte[]? value, Action<IProducer<byte[], byte[]?>> end)
    {
        var config = new ProducerConfig(broker.Connection.ToClientConfig()) { TransactionalId = $"{scene.Topics.Prefix}-loader" };
        using var producer = new ProducerBuilder<byte[], byte[]?>(config).Build();
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        for (var partition = 0; partition < FaultScene.Partitions; partition++)
            producer.Produce(new TopicPartition(scene.Topics.Catalog, partition), new Message<byte[], byte[]?> { Key = "t00/SKU-99"u8.ToArray(), Value = value });
        producer.Flush(Patience);
        end(producer);
    }
}
