using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Publishing;

/// <summary>With the ids of a schema registry, every Protobuf value is framed and no other is.</summary>
public sealed class FramedOutputTests
{
    private static readonly ProtobufFraming Framing = new(new Dictionary<string, int> { ["aegis.v1.Decision"] = 7, ["aegis.v1.AuditEntry"] = 9 });

    [Fact]
    public void DecisionsAndAuditEntries_CarryTheirIds()
    {
        var records = VectorRuns.Run(WireFormat.Protobuf, Framing).SelectMany(run => run.Result.Records).ToList();

        Assert.All(records.Where(record => record.Topic == "aegis.decisions"), record => Assert.Equal([0, 0, 0, 0, 7], record.Value![..5]));
        Assert.All(records.Where(record => record.Topic == "aegis.audit"), record => Assert.Equal([0, 0, 0, 0, 9], record.Value![..5]));
    }

    [Fact]
    public void ReplyCopy_IsFramedExactlyIfItsIntentWasProtobuf()
    {
        var replies = VectorRuns.Run(WireFormat.Json, Framing)
            .SelectMany(run => run.Result.Records.Where(record => record.Topic == "acme.replies").Select(reply => (run.Record.Value![0], reply.Value![0]))).ToHashSet();

        Assert.Equal([((byte)0x0a, (byte)0), ((byte)'{', (byte)'{')], replies.Order());
    }

    [Fact]
    public void DeadLetter_StaysAsItCame()
    {
        var letters = VectorRuns.Run(WireFormat.Protobuf, Framing).Where(run => run.Result.Disposition == PipelineDisposition.DeadLettered).ToList();

        Assert.All(letters, letter => Assert.Same(letter.Record.Value, letter.Result.Records[0].Value));
    }
}
