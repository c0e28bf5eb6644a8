using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Exceptions that no stage should throw.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class StageFaultTests(FaultBroker broker, ITestOutputHelper output)
{
    [Fact]
    public void ProcessorThrows_PoisonIsSetAsideAndNothingElseIsLostOrRepeated()
    {
        static bool IsPoison(int number) => number % 700 == 350;
        using var scene = new FaultScene(broker.Connection, output);
        using var loggers = new LogRecorder();
        using var metrics = new StreamMetrics();
        using var decisionMetrics = new DecisionMetrics();
        var options = new DecisionOptions { ApplicationId = scene.Topics.Prefix, InstanceId = "one", Pipeline = new PipelineOptions { Topics = scene.Topics } };
        var tables = new DecisionTables(scene.Topics, metrics, loggers);
        var pipeline = new DecisionPipeline(options.Pipeline, new IntentReader(options.Limits), CommitmentKey.Generate());
        var policy = Instance.LoadPolicy();
        var decide = new DecisionProcessor(pipeline, () => policy, tables, () => ReplyTopicDirectory.Empty, TimeProvider.System, decisionMetrics, loggers);
        var processor = new ThrowingProcessor(decide, IsPoison, number => number % 100 == 7);
        using var application = new StreamsApplication(options.ToStreamsOptions(), scene.Clients, () => processor, tables.All, TimeProvider.System, metrics, loggers);
        application.Start();
        scene.StartLoad(3000, perSecond: 600);

        scene.WaitUntilAnswered();

        Assert.True(application.Stop(TimeSpan.FromSeconds(20)));
        Assert.Equal(StreamsState.NotRunning, application.State);
        scene.Check([.. Enumerable.Range(0, 3000).Where(IsPoison).Select(number => $"i-{number:D6}")]);
        Assert.Contains("sets aside the record", loggers.Text, StringComparison.Ordinal);
    }
}
