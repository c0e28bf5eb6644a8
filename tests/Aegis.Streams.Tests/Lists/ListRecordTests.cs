using System.Text;
using Aegis.Streams.Lists;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using CsCheck;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Lists;

/// <summary>Records that whoever may write the topic could write, and that no submitter does.</summary>
public sealed class ListRecordTests
{
    private const string Rows = "name,mail,ssn\njane,jane@corp.com,512-43-7781\nann,ann@corp.com,\"512-43-7782\"\nbo,-,-\n";

    [Fact]
    public void RecordInAnotherPartition_IsSetAside()
    {
        var (scene, heading) = (new ListScene(), ListScene.Heading());
        scene.Start(heading);
        var chunk = ListScene.Records.OfChunk(ListScene.Cut(Rows, heading)[0]);

        Assert.Equal("lists.misrouted", scene.Deliver(chunk, (ListKeys.PartitionOf("acme", "prospects", 0, 4) + 1) % 4).DeadLetterCodes.SingleOrDefault());
    }

    [Fact]
    public void AnyBytes_AreARecordOrADeadLetterWithOneAuditEntry() => Gen.Select(Gen.Int[0, 3], Gen.Select(Gen.Int[0, 400], Gen.Byte).Array[0, 4], Gen.Bool).Sample((kind, changes, isReceipt) =>
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        scene.Start(heading);
        var chunk = ListScene.Cut(Rows, heading)[0];
        var record = kind switch
        {
            0 => ListScene.Records.OfChunk(chunk),
            1 => ListScene.Records.OfEnd(ListScene.End(Rows, heading, 1)),
            2 => ListScene.Records.OfStart(new ListStart { Heading = heading }),
            _ => new OutboundRecord("aegis.lists.in", null, null, []),
        };
        var value = record.Value?.ToArray();
        foreach (var (place, change) in changes)
            if (value is not null) value[place % value.Length] = change;

        var result = scene.Deliver(record with { Value = value, Topic = isReceipt ? "aegis.lists.receipts" : record.Topic });

        Assert.Null(result.Fault);
        Assert.Equal(scene.DeadLetters.Count, scene.AuditEntries.Count);
        if (result.DeadLetterCodes.Count > 0) Assert.Single(scene.DeadLetters);
    });

    /// <summary>What is no head of the list must not pass as one: a head is not looked at as rows.</summary>
    [Theory]
    [InlineData(ListChunkKind.Mark, 0)]
    [InlineData(ListChunkKind.Mark, 1)]
    [InlineData(ListChunkKind.Preamble, 0)]
    [InlineData(ListChunkKind.Header, 1)]
    [InlineData(ListChunkKind.Rows, 0)]
    public void ChunkOfAnotherKindThanItsPlaceHas_IsSetAside(ListChunkKind kind, int number)
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        scene.Start(heading);
        var chunk = ListScene.Cut(Rows, heading)[number];
        chunk.Kind = kind;

        Assert.Equal(["lists.invalid"], scene.Deliver(ListScene.Records.OfChunk(chunk)).DeadLetterCodes);
        Assert.StartsWith("kind: must be ", scene.DeadLetterHeader("error_message"), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkThatHoldsSomethingElse_IsSetAside()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        heading.HasMark = true;
        var chunk = ListScene.Cut("\uFEFF" + Rows, heading)[0];
        chunk.Content = ByteString.CopyFromUtf8("mallory@corp.com");

        Assert.Equal(["lists.invalid"], scene.Deliver(ListScene.Records.OfChunk(chunk)).DeadLetterCodes);
        Assert.Equal("", scene.Output);
    }

    [Fact]
    public void RowsWithoutTheHeaderOfTheirList_AreSetAside()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        var chunks = ListScene.Cut(Rows, heading);
        chunks[1].Header = ByteString.Empty;
        scene.Deliver(ListScene.Records.OfChunk(chunks[0]));

        Assert.Equal(["lists.invalid"], scene.Deliver(ListScene.Records.OfChunk(chunks[1])).DeadLetterCodes);
    }

    /// <summary>A value over the border of two chunks would be seen as two harmless halves.</summary>
    [Fact]
    public void RowsThatAreCut_AreSetAside()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        var chunks = ListScene.Cut("note\nvictim@corp.com\n", heading, bytes: 4096);
        scene.Deliver(ListScene.Records.OfChunk(chunks[0]));
        chunks[1].Content = ByteString.CopyFromUtf8("victim@");

        Assert.Equal(["lists.invalid"], scene.Deliver(ListScene.Records.OfChunk(chunks[1])).DeadLetterCodes);
        Assert.Equal("kind: must hold whole rows: only the last chunk of a list may end without a line end", scene.DeadLetterHeader("error_message", scene.DeadLetters.Count - 1));
    }

    [Theory]
    [InlineData("ssn,name\n512437781,victim\n")]
    [InlineData("ssn,name")]
    public void HeaderThatIsNotOneRecord_IsSetAside(string content)
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        var chunk = ListScene.Cut(Rows, heading)[0];
        chunk.Content = ByteString.CopyFromUtf8(content);

        Assert.Equal(["lists.invalid"], scene.Deliver(ListScene.Records.OfChunk(chunk)).DeadLetterCodes);
    }

    [Fact]
    public void HeadingThatIsTooLong_IsSetAside()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        for (var place = 0; place < 1024; place++) heading.Columns.Add(new ListColumn { Place = place, Name = new string('x', 100) });

        scene.Start(heading);

        Assert.Null(scene.Status);
        Assert.Equal("heading: must have at most 65536 bytes", scene.DeadLetterHeader("error_message"));
    }

    [Fact]
    public void FieldsThatTheContractDoesNotKnow_AreNotCarriedOn()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        var start = ListScene.Records.OfStart(new ListStart { Heading = heading });
        byte[] unknown = [0xA2, 0x06, 6, .. "canary"u8];
        var inner = heading.ToByteArray();
        byte[] extended = [.. inner, .. unknown];
        byte[] startBytes = [0x0A, (byte)extended.Length, .. extended];
        byte[] input = [0x0A, (byte)startBytes.Length, .. startBytes];

        scene.Deliver(start with { Value = input });

        Assert.Equal(ListState.Open, scene.Status!.State);
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(scene.Status.ToByteArray()), StringComparison.Ordinal);
    }
}
