using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Kafka.Lists;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Lists;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Lists;

/// <summary>What is committed of a list, with one thing changed: a manifest must not be made over it.</summary>
public sealed class ListAttestationTests
{
    private const string Rows = "name,mail\njane,jane@corp.com\nann,ann@corp.com\nbo,-\n";
    private static readonly TopicNames Topics = new();

    private readonly List<ListChunk> _inputs;
    private readonly List<ListOutput> _outputs;
    private readonly ListStatus _status;

    public ListAttestationTests()
    {
        var (scene, heading) = (new ListScene(partitions: 3), ListScene.Heading());
        scene.Submit(Rows, heading, bytes: 16);
        _inputs = ListScene.Cut(Rows, heading, bytes: 16);
        _outputs = [.. scene.Outputs.Values];
        _status = scene.Status!;
    }

    /// <summary>The list is looked for from an hour before its start on, by the clock of the instance that took it; that of the records may be another.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-48)]
    [InlineData(48)]
    public void WhatIsCommitted_IsAttestedTo(int hoursOff)
    {
        Assert.Null(Read(out var manifest, hoursOff));

        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(Rows)), Convert.FromHexString(manifest!.Input.Sha256));
        Assert.Equal(SHA256.HashData("name,mail\njane,[EMAIL]\nann,[EMAIL]\nbo,-\n"u8), Convert.FromHexString(manifest.Output.Sha256));
        Assert.Equal((4, Rows.Length, 40), (manifest.Chunks, manifest.Input.Bytes, manifest.Output.Bytes));
        Assert.Equal(4, Assert.Single(manifest.PolicyRevisions).Value);
    }

    [Fact]
    public void RepeatedChunks_ChangeNothing()
    {
        Assert.Null(Read(out var once));
        _inputs.InsertRange(2, _inputs[..2]);

        Assert.Null(Read(out var again));
        Assert.Equal(Encoding.UTF8.GetString(once!.ToStatement()), Encoding.UTF8.GetString(again!.ToStatement()));
    }

    [Fact]
    public void ListsOfOthers_ChangeNothing()
    {
        var other = ListScene.Heading(submission: "fedcba9876543210fedcba9876543210");
        _inputs.InsertRange(0, ListScene.Cut("name,mail\nx,x@corp.com\n", other));

        Assert.Null(Read(out _));
    }

    [Fact]
    public void InputThatIsGone_IsNamed()
    {
        _inputs.RemoveAt(2);

        Assert.Equal(new ListFault("lists.chunk_lost", "Chunk 2 is no longer in aegis.lists.in."), Read(out _));
    }

    [Fact]
    public void OutputThatIsGone_IsNamed()
    {
        _outputs.RemoveAt(1);

        Assert.Equal(new ListFault("lists.chunk_lost", "Chunk 1 is no longer in aegis.lists.out."), Read(out _));
    }

    [Fact]
    public void InputThatWasNotTheOneThatWasSanitized_IsFound()
    {
        _inputs[2].Content = ByteString.CopyFromUtf8("mallory,mallory@corp.com\n");

        Assert.Equal("lists.input_differs", Read(out _)!.Code);
    }

    [Fact]
    public void ProfileOfAChunkThatIsNotThatOfTheList_IsFound()
    {
        _inputs[2].Heading = ListScene.Heading("strict");

        Assert.Equal("lists.input_differs", Read(out _)!.Code);
    }

    [Fact]
    public void HeaderOfAChunkThatIsNotThatOfTheList_IsFound()
    {
        _inputs[2].Header = ByteString.CopyFromUtf8("name,note");

        Assert.Equal("lists.input_differs", Read(out _)!.Code);
    }

    [Fact]
    public void LastChunkInTheMiddle_IsFound()
    {
        _inputs[2].IsLast = true;

        Assert.Equal("lists.input_differs", Read(out _)!.Code);
    }

    [Fact]
    public void DigestThatTheSubmitterGotWrong_IsFound()
    {
        _status.End.Sha256 = ByteString.CopyFrom(new byte[32]);

        Assert.Equal(new ListFault("lists.input_differs", "The digest of what came in is not the one that the submitter names: the file changed on the way."), Read(out _));
    }

    [Fact]
    public void LedgerThatCountsOtherwise_IsFound()
    {
        _status.Tally.RowsOut++;

        Assert.Equal("pipeline.internal_error", Read(out _)!.Code);
    }

    private ListFault? Read(out ListManifest? manifest, int hoursOff = 0)
    {
        var written = ListScene.Now.AddHours(hoursOff);
        var cluster = new SimulatedCluster(null, new FaultScript());
        cluster.CreateTopic(Topics.ListsIn, 3);
        cluster.CreateTopic(Topics.ListsOut, 3);
        foreach (var input in _inputs) cluster.Append(ListScene.Records.OfChunk(input), written);
        foreach (var output in _outputs)
            cluster.Append(new OutboundRecord(Topics.ListsOut, ListKeys.OfChunk(output.Tenant, output.List, output.Chunk), output.ToByteArray(), []), written);
        return ListAttestation.Read(_status, cluster.Start("finalizer"), Topics, out manifest, TestContext.Current.CancellationToken);
    }
}
