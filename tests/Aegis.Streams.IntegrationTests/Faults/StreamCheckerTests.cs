using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>A checker that never finds anything proves nothing.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class StreamCheckerTests(FaultBroker broker, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void WhatWasTamperedWith_IsFound()
    {
        using var scene = new FaultScene(broker.Connection, output);
        using var loggers = new LogRecorder();
        using var instance = new Instance(scene.Settings("one"), loggers);
        instance.StartAndWaitUntilRunning();
        scene.StartLoad(300, perSecond: 1000);
        scene.WaitUntilAnswered();
        Assert.True(instance.Application.Stop(Patience));
        scene.Check();

        Tamper(scene.Topics.Decisions, Last(scene, scene.Topics.Decisions));
        Assert.Contains(Check(scene), fault => fault.Contains("decisions of", StringComparison.Ordinal));
        Tamper(scene.Topics.Audit, Last(scene, scene.Topics.Audit));
        Assert.Contains(Check(scene), fault => fault.EndsWith("is there twice", StringComparison.Ordinal));
        Tamper(scene.Topics.State, Last(scene, scene.Topics.State) with { Value = null });
        Assert.Contains(Check(scene), fault => fault.StartsWith("the state lacks reply/", StringComparison.Ordinal));
        Tamper(scene.Topics.DeadLetters, Last(scene, scene.Topics.DeadLetters));
        Assert.Contains(Check(scene), fault => fault.EndsWith("has two dead letters", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Check(FaultScene scene) => new StreamChecker(scene.Clients, scene.Topics, FaultScene.Partitions).Check();

    private static SourceRecord Last(FaultScene scene, string topic) => TopicReading.ReadAll(scene.Clients, topic)[^1];

    private void Tamper(string topic, SourceRecord record)
    {
        using var producer = new RecordProducer(broker.Connection, NullLogger.Instance);
        producer.Produce(new OutboundRecord(topic, record.Key, record.Value, record.Headers, record.Partition));
        Assert.True(producer.Flush(Patience));
    }
}
