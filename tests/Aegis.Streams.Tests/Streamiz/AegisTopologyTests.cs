using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Streamiz;

/// <summary>Every record of `tests/vectors` through Streamiz gives the same outputs as through the pipeline alone, byte for byte.</summary>
public sealed class AegisTopologyTests
{
    private static readonly VectorFixture Fixture = VectorFixture.Load();

    [Theory]
    [InlineData(WireFormat.Protobuf)]
    [InlineData(WireFormat.Json)]
    public void EveryVector_GivesTheSameOutputs(WireFormat wire)
    {
        var options = new PipelineOptions { Wire = wire };
        var pipeline = new DecisionPipeline(options, new IntentReader(new IntentLimits()), Fixture.Key);
        using var scene = new TopologyScene(Fixture, options);
        var inputs = Fixture.Inputs with { Partition = 0, PartitionCount = 1, Catalog = scene.Catalog, Agents = scene.Agents };
        var (compared, replies) = (0, 0);
        foreach (var vector in VectorRuns.Records())
        {
            var record = scene.Pipe(vector);
            var expected = pipeline.Process(record, inputs, new KeyedState()).Records;
            foreach (var topic in TopologyScene.Outputs)
            {
                var wanted = expected.Where(output => output.Topic == topic).Select(Describe).ToList();
                var written = scene.Take(topic, wanted.Count);
                Assert.Equal(wanted, written.Select(Describe));
                compared += written.Count;
                if (topic.EndsWith(".replies", StringComparison.Ordinal)) replies += written.Count;
            }
        }

        Assert.InRange(compared, 200, int.MaxValue);
        Assert.Equal(4, replies);
    }

    [Fact]
    public void RepeatedIntent_IsDecidedAgain()
    {
        using var scene = new TopologyScene(Fixture, new PipelineOptions { Wire = WireFormat.Json });
        var intent = VectorRuns.Records().First(record => record.Value is { } value && Encoding.UTF8.GetString(value).Contains("SKU-000123", StringComparison.Ordinal));
        scene.Pipe(intent);
        scene.Pipe(intent);

        Assert.Equal(2, scene.Take("aegis.decisions", 2).Count);
        Assert.Equal(2, scene.Take("aegis.audit", 2).Count);
    }

    private static string Describe(OutboundRecord record) =>
        $"{record.Topic} {Convert.ToHexString(record.Key ?? [])} {(record.Value is null ? "null" : Encoding.UTF8.GetString(record.Value))} {string.Join(' ', record.Headers.Select(header => $"{header.Name}={Convert.ToHexString(header.Value ?? [])}"))}";
}
