using System.Diagnostics;
using System.Globalization;
using Aegis.Streams.Kafka.Runtime;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Starts that cannot succeed or are cut short, and what an instance costs that has nothing to do.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class StartAndIdleTests(FaultBroker broker, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    [Fact]
    public void MissingTopic_EndsWithItsNameAndTheWayOut()
    {
        using var scene = new FaultScene(broker.Connection, output);
        Admin(admin => admin.DeleteTopicsAsync([scene.Topics.State]));
        Assert.True(SpinWait.SpinUntil(() => scene.Clients.PartitionCount(scene.Topics.State, Patience) is null, Patience));
        var instance = scene.Start(scene.Settings("one"));

        Assert.Equal(1, instance.WaitForExit());
        Assert.Contains($"the topic `{scene.Topics.State}` does not exist; create it with `aegis topics apply`.", instance.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void InputGrewByPartitions_EndsWithTheCounts()
    {
        using var scene = new FaultScene(broker.Connection, output);
        Admin(admin => admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = scene.Topics.Intents, IncreaseTo = 6 }]));
        Assert.True(SpinWait.SpinUntil(() => scene.Clients.PartitionCount(scene.Topics.Intents, Patience) == 6, Patience));
        var instance = scene.Start(scene.Settings("one"));

        Assert.Equal(1, instance.WaitForExit());
        Assert.Contains($"these topics must have equal partition counts: `{scene.Topics.Intents}` has 6, `{scene.Topics.State}` has 4.", instance.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void TerminatedWhileItRestores_EndsInOrder()
    {
        // An open transaction on the changelog keeps the restore from its end.
        using var scene = new FaultScene(broker.Connection, output);
        using var blocker = new ProducerBuilder<byte[], byte[]>(new ProducerConfig(broker.Connection.ToClientConfig()) { TransactionalId = $"{scene.Topics.Prefix}-blocker" }).Build();
        blocker.InitTransactions(Patience);
        blocker.BeginTransaction();
        var metadata = ChangelogRecord.Encode(scene.Topics.State, 0, ChangelogRecord.Metadata(FaultScene.Partitions));
        blocker.Produce(new TopicPartition(scene.Topics.State, 0), new Message<byte[], byte[]> { Key = metadata.Key!, Value = metadata.Value! });
        blocker.Flush(Patience);
        var instance = scene.Start(scene.Settings("one"));
        instance.WaitFor(nameof(StreamsState.Restoring));
        instance.WaitForLog("Global tables are complete");

        Assert.Equal(0, instance.Terminate());
        blocker.AbortTransaction(Patience);
    }

    [Fact]
    public void IdleInstance_TakesNearlyNoProcessor()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var instance = scene.Start(scene.Settings("one"));
        instance.WaitUntilRunning();
        using var process = Process.GetProcessById(instance.Id);

        // The compiler goes on improving what the start has run for as long as it likes; what counts is where the instance comes to rest.
        var shares = new List<double>();
        while (shares.Count == 0 || (shares[^1] >= 0.01 && shares.Count < 8)) shares.Add(ShareOfACore(process));

        var measured = string.Join(", ", shares.Select(share => share.ToString("P2", CultureInfo.InvariantCulture)));
        output.WriteLine($"An idle instance takes, in spans of {Span.TotalSeconds:0} s after its start, of a core: {measured}.");
        Assert.True(shares[^1] < 0.01, measured);
        Assert.Equal(0, instance.Terminate());
    }

    private static double ShareOfACore(Process process)
    {
        process.Refresh();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);

        // What is measured is the time itself.
        Thread.Sleep(Span);
        process.Refresh();
        return (process.TotalProcessorTime - before) / clock.Elapsed;
    }

    private void Admin(Func<IAdminClient, Task> call)
    {
        using var admin = new AdminClientBuilder(broker.Connection.ToClientConfig()).Build();
        Assert.True(call(admin).Wait(Patience));
    }
}
