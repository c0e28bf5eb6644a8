using System.Text;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using CsCheck;

namespace Aegis.Streams.Tests.Lists;

public sealed class ListPipelineTests
{
    private const string Other = "fedcba9876543210fedcba9876543210";
    private const string Rows = "name,mail,ssn\njane,jane@corp.com,512-43-7781\nann,ann@corp.com,\"512-43-7782\"\nbo,-,-\n";

    [Fact]
    public void List_GoesOutChunkByChunkAndIsSanitized()
    {
        var scene = new ListScene();

        scene.Submit(Rows, ListScene.Heading(), bytes: 16);

        Assert.Equal("name,mail,ssn\njane,[EMAIL],[US_SSN]\nann,[EMAIL],\"[US_SSN]\"\nbo,-,-\n", scene.Output);
        Assert.Equal(4, scene.Outputs.Count);
        Assert.Equal(ListState.Sanitized, scene.Status!.State);
        Assert.Equal((3, 3, 0), (scene.Status.Tally.RowsIn, scene.Status.Tally.RowsOut, scene.Status.Tally.RowsQuarantined));
        Assert.Equal("EMAIL 2 US_SSN 2", string.Join(' ', scene.Status.Tally.Findings.Select(finding => $"{finding.Entity} {finding.Count}")));
        Assert.Equal((4, 4), (scene.Status.Chunks, scene.Status.End.Chunks));
        Assert.Empty(scene.DeadLetters);
    }

    [Fact]
    public void JsonLines_AreSanitized()
    {
        var scene = new ListScene();

        scene.Submit("""{"ssn":512437781,"n":1.50}""" + "\n" + """{"phone":"+1 415 226 0199"}""" + "\n", ListScene.Heading(format: ListFormat.JsonLines), bytes: 8);

        Assert.Equal("""{"ssn":"[US_SSN]","n":1.50}""" + "\n" + """{"phone":"+* *** *** 0199"}""" + "\n", scene.Output);
    }

    [Fact]
    public void MarkOfUtf8_GoesOutAsItCame()
    {
        var scene = new ListScene();

        var heading = ListScene.Heading();
        heading.HasMark = true;

        scene.Submit("\uFEFF" + Rows, heading);

        Assert.StartsWith("\uFEFFname,mail,ssn\n", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void RepeatedChunks_ChangeNothing()
    {
        var (scene, heading) = (new ListScene(), ListScene.Heading());
        var chunks = ListScene.Cut(Rows, heading, bytes: 16);
        scene.Start(heading);
        foreach (var chunk in chunks) scene.Deliver(ListScene.Records.OfChunk(chunk));

        foreach (var chunk in chunks) Assert.True(scene.Deliver(ListScene.Records.OfChunk(chunk)).IsRepeat);
        scene.Deliver(ListScene.Records.OfEnd(ListScene.End(Rows, heading, chunks.Count)));
        Assert.True(scene.Deliver(ListScene.Records.OfEnd(ListScene.End(Rows, heading, chunks.Count))).IsRepeat);

        Assert.Equal((ListState.Sanitized, 3), (scene.Status!.State, scene.Status.Tally.RowsIn));
        Assert.Empty(scene.DeadLetters);
    }

    [Fact]
    public void ChunkAfterAGap_IsSetAsideAndWelcomeLater()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        var chunks = ListScene.Cut(Rows, heading, bytes: 16);
        scene.Start(heading);
        scene.Deliver(ListScene.Records.OfChunk(chunks[0]));

        Assert.Equal("lists.out_of_order", scene.Deliver(ListScene.Records.OfChunk(chunks[2])).DeadLetterCodes.SingleOrDefault());

        Assert.Equal((1, 1), (scene.Status!.Chunks, scene.Status.NextChunk));
        foreach (var chunk in chunks[1..]) scene.Deliver(ListScene.Records.OfChunk(chunk));
        scene.Deliver(ListScene.Records.OfEnd(ListScene.End(Rows, heading, chunks.Count)));
        Assert.Equal((ListState.Sanitized, 4), (scene.Status.State, scene.Status.Chunks));
        Assert.Equal("Chunk 2 came where 1 must come; resume the list.", scene.DeadLetterHeader("error_message"));
    }

    [Fact]
    public void OtherSubmissionUnderTheName_GetsNowhere()
    {
        var (scene, other) = (new ListScene(), ListScene.Heading(submission: Other));
        scene.Submit(Rows, ListScene.Heading());

        Assert.Equal("lists.name_taken", scene.Deliver(ListScene.Records.OfStart(new ListStart { Heading = other })).DeadLetterCodes.SingleOrDefault());
        foreach (var chunk in ListScene.Cut("name\nmallory@corp.com\n", other)) Assert.Equal("lists.name_taken", scene.Deliver(ListScene.Records.OfChunk(chunk)).DeadLetterCodes.SingleOrDefault());
        Assert.Equal("lists.name_taken", scene.Deliver(ListScene.Records.OfEnd(ListScene.End("", other, 0))).DeadLetterCodes.SingleOrDefault());

        Assert.Equal("0123456789abcdef0123456789abcdef", scene.Status!.Heading.SubmissionId);
        Assert.DoesNotContain("mallory", scene.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "lists.profile_unknown", "The active policy has no profile `none` for acme.")]
    [InlineData("numbered", "lists.profile_unfit", "The profile `numbered` numbers values, and the chunks of a list are numbered apart; use replace, mask or hash.")]
    public void ProfileThatCannotSanitizeIt_RefusesTheList(string profile, string code, string message)
    {
        var (scene, heading) = (new ListScene(), ListScene.Heading(profile));

        scene.Start(heading);

        Assert.Equal((ListState.Refused, code, message), (scene.Status!.State, scene.Status.Code, scene.Status.Message));
        Assert.Equal("lists.unknown", scene.Deliver(ListScene.Records.OfEnd(ListScene.End("", heading, 0))).DeadLetterCodes.SingleOrDefault());
    }

    [Fact]
    public void ProfileOfColumnsThatAreNotThere_RefusesTheList()
    {
        var scene = new ListScene();

        scene.Start(ListScene.Heading("columns"), "name,e-mail");

        Assert.Equal((ListState.Refused, "lists.profile_unfit"), (scene.Status!.State, scene.Status.Code));
    }

    [Fact]
    public void RefusedName_IsFreeForTheNext()
    {
        var scene = new ListScene();
        scene.Start(ListScene.Heading("none"));

        scene.Submit(Rows, ListScene.Heading(submission: Other));

        Assert.Equal((ListState.Sanitized, Other), (scene.Status!.State, scene.Status.Heading.SubmissionId));
    }

    [Fact]
    public void NoPolicy_RefusesTheListAndLetsNoRowThrough()
    {
        var (scene, heading) = (new ListScene { ActivePolicy = null }, ListScene.Heading());
        scene.Start(heading);
        Assert.Equal((ListState.Refused, "policy.no_policy"), (scene.Status!.State, scene.Status.Code));

        foreach (var chunk in ListScene.Cut(Rows, heading)) scene.Deliver(ListScene.Records.OfChunk(chunk));

        Assert.Equal("", scene.Output);
        Assert.Equal(["lists.unknown", "policy.no_policy"], Enumerable.Range(0, scene.DeadLetters.Count).Select(i => scene.DeadLetterHeader("error_code", i)).Distinct().Order());
    }

    [Fact]
    public void LinesThatAreNoRows_AreSetAsideWithTheirNumbers()
    {
        var scene = new ListScene();

        scene.Submit("{\"a\":\"x@corp.com\"}\nnot json y@corp.com\n{\"b\":1}\n{\"c\"\n", ListScene.Heading(format: ListFormat.JsonLines), bytes: 4096);

        Assert.Equal("{\"a\":\"[EMAIL]\"}\n{\"b\":1}\n", scene.Output);
        Assert.Equal("not json y@corp.com\n{\"c\"\n", scene.DeadLetterText());
        Assert.Equal("These are no rows, of the lines 2, 4.", scene.DeadLetterHeader("error_message"));
        Assert.Equal("2", scene.DeadLetterHeader("source_line"));
        Assert.Equal("lists.bad_rows", scene.DeadLetterHeader("error_code"));
        Assert.Equal((4, 2, 2), (scene.Status!.Tally.RowsIn, scene.Status.Tally.RowsOut, scene.Status.Tally.RowsQuarantined));
        Assert.Single(scene.AuditEntries);
    }

    [Fact]
    public void RowsThatHoldWhatBlocks_AreSetAsideAlone()
    {
        var scene = new ListScene();

        scene.Submit("name,mail,note\njane,jane@corp.com,-\nann,-,512-43-7781\nbo,bo@corp.com,-\n", ListScene.Heading("strict"), bytes: 4096);

        Assert.Equal("name,mail,note\njane,[EMAIL],-\nbo,[EMAIL],-\n", scene.Output);
        Assert.Equal("ann,-,512-43-7781\n", scene.DeadLetterText());
        Assert.Equal(("lists.blocked_rows", "3"), (scene.DeadLetterHeader("error_code"), scene.DeadLetterHeader("source_line")));
        Assert.Equal((3, 2, 1), (scene.Status!.Tally.RowsIn, scene.Status.Tally.RowsOut, scene.Status.Tally.RowsQuarantined));
    }

    [Fact]
    public void EndThatSaysSomethingElse_IsSetAside()
    {
        var (scene, heading) = (new ListScene(), ListScene.Heading());
        scene.Submit(Rows, heading, bytes: 16);

        Assert.Equal("lists.end_differs", scene.Deliver(ListScene.Records.OfEnd(ListScene.End("x", heading, 4))).DeadLetterCodes.SingleOrDefault());
        Assert.Equal(ListState.Sanitized, scene.Status!.State);
    }

    [Fact]
    public void EndBeforeAChunkThatWasSanitized_IsSetAside()
    {
        var (scene, heading) = (new ListScene(), ListScene.Heading());
        scene.Start(heading);
        foreach (var chunk in ListScene.Cut(Rows, heading, bytes: 16)) scene.Deliver(ListScene.Records.OfChunk(chunk));

        Assert.Equal("lists.end_differs", scene.Deliver(ListScene.Records.OfEnd(ListScene.End(Rows, heading, 2))).DeadLetterCodes.SingleOrDefault());
        Assert.Equal(ListState.Open, scene.Status!.State);
    }

    [Fact]
    public void AnySubmissionWithRepeats_GoesOutOnceWhateverThePartitions() => Gen.Select(Gen.Int[0, 60], Gen.Int[1, 9], Gen.Int[1, 200], Gen.Int[0, 1_000_000]).Sample((rows, partitions, bytes, seed) =>
    {
        var random = new Random(seed);
        var file = "id,mail\n" + string.Concat(Enumerable.Range(0, rows).Select(row => $"{row},m{row}@corp.com\n"));
        var (scene, heading) = (new ListScene(partitions) { HoldsReceipts = true }, ListScene.Heading());
        var chunks = ListScene.Cut(file, heading, bytes);
        scene.Start(heading);
        for (var sent = 0; sent < chunks.Count;)
        {
            // A submitter that dies begins again at some chunk that is not sanitized, or before.
            for (var next = random.Next(sent + 1); next < chunks.Count && random.Next(10) > 0; next++)
            {
                scene.Deliver(ListScene.Records.OfChunk(chunks[next]));
                sent = Math.Max(sent, next + 1);
            }
        }

        // Receipts come in the order in which each task wrote them, between each other and the end in any.
        scene.DeliverReceipts(random, most: random.Next(chunks.Count + 1));
        scene.Deliver(ListScene.Records.OfEnd(ListScene.End(file, heading, chunks.Count)));
        scene.DeliverReceipts(random);

        Assert.Equal("id,mail\n" + string.Concat(Enumerable.Range(0, rows).Select(row => $"{row},[EMAIL]\n")), scene.Output);
        Assert.Equal((ListState.Sanitized, rows, rows), (scene.Status!.State, scene.Status.Tally.RowsIn, scene.Status.Tally.RowsOut));
        Assert.Empty(scene.DeadLetters);
    });

    [Fact]
    public void NoValueThatIsRedacted_IsInAnythingButTheDeadLetters()
    {
        var scene = new ListScene();

        scene.Submit("{\"a\":\"canary@corp.com\"}\nbroken canary@corp.com\n", ListScene.Heading(format: ListFormat.JsonLines));

        Assert.DoesNotContain("canary", scene.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", scene.Status!.ToString(), StringComparison.Ordinal);
        Assert.All(scene.AuditEntries, entry => Assert.DoesNotContain("canary", Encoding.Latin1.GetString(entry.Value!), StringComparison.Ordinal));
        Assert.All(scene.DeadLetters.SelectMany(letter => letter.Headers), header => Assert.DoesNotContain("canary", Encoding.UTF8.GetString(header.Value!), StringComparison.Ordinal));
    }

    [Fact]
    public void PoisonChunk_IsSetAsideAndTheListGoesOn()
    {
        var (scene, heading) = (new ListScene(partitions: 1), ListScene.Heading());
        var chunks = ListScene.Cut(Rows, heading, bytes: 16);
        scene.Start(heading);
        scene.Deliver(ListScene.Records.OfChunk(chunks[0]));

        scene.SetAside(ListScene.Records.OfChunk(chunks[1]), new FormatException());
        foreach (var chunk in chunks[2..]) scene.Deliver(ListScene.Records.OfChunk(chunk));
        scene.Deliver(ListScene.Records.OfEnd(ListScene.End(Rows, heading, chunks.Count)));

        Assert.Equal((ListState.Sanitized, 3, 2, 1), (scene.Status!.State, scene.Status.Tally.RowsIn, scene.Status.Tally.RowsOut, scene.Status.Tally.RowsQuarantined));
        Assert.Equal("pipeline.poison_record", scene.DeadLetterHeader("error_code"));
        Assert.DoesNotContain("jane", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void PoisonReceipt_StopsTheInstance() =>
        Assert.Throws<InvalidOperationException>(() => new ListScene(partitions: 1).SetAside(new OutboundRecord("aegis.lists.receipts", null, null, []), new FormatException()));

    /// <summary>Two tenants may choose one submission id, and one thread may sanitize for both.</summary>
    [Fact]
    public void HashesOfAnotherTenant_AreOthersWhateverTheSubmissionIsCalled()
    {
        var (scene, one, two) = (new ListScene(partitions: 1), ListScene.Heading("keyed"), ListScene.Heading("keyed"));
        two.Tenant = "globex";
        var outputs = new List<string>();
        foreach (var heading in (ListHeading[])[one, two])
        {
            scene.Outputs.Clear();
            scene.Submit("mail\njane@corp.com\n", heading);
            outputs.Add(scene.Output);
        }

        Assert.Matches(@"^mail\n\[EMAIL#[a-p]{24}\]\n$", outputs[0]);
        Assert.NotEqual(outputs[0], outputs[1]);
    }
}
