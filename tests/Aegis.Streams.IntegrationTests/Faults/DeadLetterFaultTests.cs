using System.Text;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Dead letters that their topic does not take as they are.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class DeadLetterFaultTests(FaultBroker broker, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void TopicOfDeadLettersTakesLessThanIntents_TheLetterLeavesItsContentAtTheSourceAndTheStreamGoesOn()
    {
        using var scene = new FaultScene(broker.Connection, output);
        ShrinkDeadLetters(scene.Topics.DeadLetters);
        using var loggers = new LogRecorder();
        using var instance = new Instance(scene.Settings("one"), loggers);
        instance.StartAndWaitUntilRunning();
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        using (var producer = new RecordProducer(broker.Connection, NullLogger.Instance))
        {
            foreach (var value in new[] { "{broken"u8.ToArray(), [(byte)'{', .. noise], "{also broken"u8.ToArray() })
                producer.Produce(new OutboundRecord(scene.Topics.Intents, null, value, [], Partition: 0));
            Assert.True(producer.Flush(Patience));
        }

        loggers.WaitFor("sets aside the record");
        Assert.True(SpinWait.SpinUntil(() => TopicReading.ReadAll(scene.Clients, scene.Topics.DeadLetters).Count == 3, Patience));

        var letters = TopicReading.ReadAll(scene.Clients, scene.Topics.DeadLetters).OrderBy(letter => Text(letter, "source_offset")).ToList();
        Assert.Equal(["intents.invalid_json", "pipeline.poison_record", "intents.invalid_json"], letters.Select(letter => Text(letter, "error_code")));
        Assert.Equal([null, "true", null], letters.Select(letter => Text(letter, "content_omitted")));
        Assert.Null(letters[1].Value);
        Assert.True(instance.Application.Stop(Patience));
    }

    private static string? Text(SourceRecord letter, string field) =>
        letter.FindHeader(RecordHeaderNames.DeadLetterPrefix + field) is { } value ? Encoding.UTF8.GetString(value) : null;

    private void ShrinkDeadLetters(string topic)
    {
        using var admin = new AdminClientBuilder(broker.Connection.ToClientConfig()).Build();
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = topic };
        var entry = new ConfigEntry { Name = "max.message.bytes", Value = "10000", IncrementalOperation = AlterConfigOpType.Set };
        Assert.True(admin.IncrementalAlterConfigsAsync(new() { [resource] = [entry] }).Wait(Patience));
    }
}
