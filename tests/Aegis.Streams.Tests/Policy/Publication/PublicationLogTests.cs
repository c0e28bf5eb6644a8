using System.Text;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Tests.Policy.Publication;

public sealed class PublicationLogTests : IDisposable
{
    private readonly PublicationScene _scene = new();
    private readonly PublicationLog _log;
    private readonly SignedPublication _first;
    private readonly SignedPublication _second;
    private long _offset;

    public PublicationLogTests()
    {
        _log = _scene.CreateLog();
        _first = _scene.Sign(PublicationScene.Content(10), null);
        _second = _scene.Sign(PublicationScene.Content(20), _first);
    }

    [Fact]
    public void EmptyLog_HasNothingActive()
    {
        Assert.Null(_log.Active);
        Assert.Empty(_log.History);
    }

    [Fact]
    public void ContentAndPublication_BecomeActiveWithTheLastRecord()
    {
        var records = PublicationScene.Place(PublicationScene.Records(_first, PublicationScene.Content(10)));

        Assert.Empty(_log.Apply(records[0]));
        var published = Assert.Single(_log.Apply(records[1]));

        Assert.Equal(PublicationState.Active, published.Entry.State);
        Assert.Same(published.Activated, _log.Active);
        Assert.Equal(_first.Publication.Revision, _log.Active!.Snapshot.Revision);
        Assert.Equal(1, _log.Active.Offset);
    }

    [Fact]
    public void Successor_SupersedesWhatWasActive()
    {
        Publish(_first, 10);
        Publish(_second, 20);

        Assert.Equal(_second.Publication, _log.Active!.Publication);
        Assert.Equal([PublicationState.Superseded, PublicationState.Active], _log.History.Select(entry => entry.State));
        Assert.Equal([1L, 3L], _log.History.Select(entry => entry.Offset));
    }

    [Fact]
    public void Rollback_IsAnotherPublicationOfTheSameRevision()
    {
        Publish(_first, 10);
        Publish(_second, 20);
        Publish(_scene.Sign(PublicationScene.Content(10), _second), 10);

        Assert.Equal(_first.Publication.Revision, _log.Active!.Publication.Revision);
        Assert.NotEqual(_first.Publication.Id, _log.Active.Publication.Id);
    }

    [Fact]
    public void TwoPublishersOnOneParent_TheFirstInTheLogWins()
    {
        var rival = _scene.Sign(PublicationScene.Content(30), _first);
        Publish(_first, 10);
        Publish(_second, 20);
        var refused = Publish(rival, 30);

        Assert.Equal(_second.Publication.Id, _log.Active!.Publication.Id);
        Assert.Equal("parent_not_active", refused.RefusalCode);
        Assert.Equal($"it replaces {_first.Publication.Id}, and {_second.Publication.Id} is active", refused.Detail);
    }

    [Fact]
    public void TwoPublishersAtOnce_WithTheirRecordsMixed_TheFirstPublicationWins()
    {
        var rival = _scene.Sign(PublicationScene.Content(30), _first);
        Publish(_first, 10);
        var (one, other) = (PublicationScene.Records(_second, PublicationScene.Content(20)), PublicationScene.Records(rival, PublicationScene.Content(30)));
        foreach (var record in PublicationScene.Place([one[0], other[0], other[1], one[1]], 2)) _log.Apply(record);

        Assert.Equal(rival.Publication.Id, _log.Active!.Publication.Id);
    }

    [Fact]
    public void SecondFirstPublication_IsRefused()
    {
        Publish(_first, 10);

        Assert.Equal("parent_not_active", Publish(_scene.Sign(PublicationScene.Content(30), null), 30).RefusalCode);
    }

    [Fact]
    public void PublicationOnARefusedOne_IsRefused()
    {
        var rival = _scene.Sign(PublicationScene.Content(30), _first);
        Publish(_first, 10);
        Publish(_second, 20);
        Publish(rival, 30);

        Assert.Equal("parent_not_active", Publish(_scene.Sign(PublicationScene.Content(40), rival), 40).RefusalCode);
        Assert.Equal(_second.Publication.Id, _log.Active!.Publication.Id);
    }

    [Fact]
    public void KeyThatIsNotTrusted_IsRefused()
    {
        var stranger = _scene.CreateSigner();
        Publish(_first, 10);
        var refused = Publish(_scene.Sign(PublicationScene.Content(20), _first, stranger), 20);

        Assert.Equal(("key_unknown", $"the key {stranger.KeyId} is not trusted here"), (refused.RefusalCode, refused.Detail));
        Assert.Equal(_first.Publication.Id, _log.Active!.Publication.Id);
    }

    [Fact]
    public void SignatureOfAnotherKey_IsRefused_AndTheGoodRecordStillCounts()
    {
        var forged = _first with { Signature = _second.Signature };

        Assert.Equal("signature_invalid", Publish(forged, 10).RefusalCode);
        Assert.Null(_log.Active);
        Assert.Equal(PublicationState.Active, Publish(_first, 10).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(-1)]
    public void OneBitFlippedInAPublication_IsRefused(int position)
    {
        var value = _first.ToBytes();
        value[position < 0 ? value.Length - 1 : position] ^= 1;
        _log.Apply(PublicationScene.At(0, new PublicationRecordKey(_first.Publication.Id, 0).ToBytes(), PublicationScene.Content(10)));
        var refused = Assert.Single(_log.Apply(PublicationScene.At(1, new PublicationRecordKey(_first.Publication.Id).ToBytes(), value)));

        Assert.Equal(PublicationState.Refused, refused.Entry.State);
        Assert.Null(_log.Active);
    }

    [Fact]
    public void PublicationUnderTheKeyOfAnother_IsRefused()
    {
        Publish(_first, 10);
        _log.Apply(PublicationScene.At(5, new PublicationRecordKey(_second.Publication.Id, 0).ToBytes(), PublicationScene.Content(20)));
        var refused = Assert.Single(_log.Apply(PublicationScene.At(6, new PublicationRecordKey(_first.Publication.Id).ToBytes(), _second.ToBytes()))).Entry;

        Assert.Equal(("malformed", $"its id is {_second.Publication.Id}, which is not that of its key"), (refused.RefusalCode, refused.Detail));
        Assert.Equal(_first.Publication.Id, _log.Active!.Publication.Id);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("publication/")]
    [InlineData("publication/ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("content/abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [InlineData("content/abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789/00")]
    [InlineData("content/abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789/64")]
    [InlineData("content/abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789/-1")]
    public void KeyOfNoPublication_IsRefused(string key) =>
        Assert.Equal("malformed", Assert.Single(_log.Apply(PublicationScene.At(0, Encoding.ASCII.GetBytes(key), [1]))).Entry.RefusalCode);

    [Fact]
    public void RecordWithoutAKeyOrWithGarbage_IsRefused()
    {
        Assert.Equal("malformed", Assert.Single(_log.Apply(PublicationScene.At(0, null, [1]))).Entry.RefusalCode);
        Assert.Equal("malformed", Assert.Single(_log.Apply(PublicationScene.At(1, new PublicationRecordKey(_first.Publication.Id).ToBytes(), [1, 2, 3]))).Entry.RefusalCode);
    }

    [Fact]
    public void RemovedPublication_StaysForThoseWhoKnowIt_AndIsReported()
    {
        Publish(_first, 10);

        Assert.Equal("malformed", Assert.Single(_log.Apply(PublicationScene.At(2, new PublicationRecordKey(_first.Publication.Id).ToBytes(), null))).Entry.RefusalCode);
        Assert.Equal(_first.Publication.Id, _log.Active!.Publication.Id);
    }

    [Fact]
    public void LostChunk_IsRefused_UntilItComes()
    {
        var content = PublicationScene.BigContent(PublicationLimits.MaxChunkBytes);
        var publication = _scene.Sign(content, null);
        var records = PublicationScene.Place(PublicationScene.Records(publication, content));

        Assert.Empty(_log.Apply(records[1]));
        var refused = Assert.Single(_log.Apply(records[2])).Entry;
        Assert.Equal(("content_missing", "not all of the 2 records of its content are there"), (refused.RefusalCode, refused.Detail));
        Assert.Equal(PublicationState.Active, Assert.Single(_log.Apply(records[0])).Entry.State);
    }

    [Fact]
    public void ChangedContent_IsRefused_UntilTheSignedOneComes()
    {
        var records = PublicationScene.Records(_first, PublicationScene.Content(10));
        _log.Apply(PublicationScene.At(0, records[0].Key, PublicationScene.Content(90)));

        Assert.Equal("content_mismatch", Assert.Single(_log.Apply(PublicationScene.At(1, records[1].Key, records[1].Value))).Entry.RefusalCode);
        Assert.Null(_log.Active);
        Assert.Equal(PublicationState.Active, Assert.Single(_log.Apply(PublicationScene.At(2, records[0].Key, records[0].Value))).Entry.State);
    }

    [Fact]
    public void ContentChangedAfterItsPublication_ChangesNothing()
    {
        Publish(_first, 10);

        Assert.Empty(_log.Apply(PublicationScene.At(9, new PublicationRecordKey(_first.Publication.Id, 0).ToBytes(), PublicationScene.Content(90))));
        Assert.Equal(_first.Publication.Revision, _log.Active!.Snapshot.Revision);
    }

    [Fact]
    public void ChunkThatIsTooLarge_IsRefused()
    {
        var refused = _log.Apply(PublicationScene.At(0, new PublicationRecordKey(_first.Publication.Id, 0).ToBytes(), new byte[PublicationLimits.MaxChunkBytes + 1]));

        Assert.Equal(("malformed", "record 0 of its content has 524289 bytes"), (Assert.Single(refused).Entry.RefusalCode, refused[0].Entry.Detail));
    }

    [Fact]
    public void SignedContentThatIsNoPolicy_IsRefused_AndTheNextPublicationMayStandOnEither()
    {
        Publish(_first, 10);
        var broken = _scene.Sign("no policy"u8.ToArray(), _first);
        foreach (var record in PublicationScene.Place(PublicationScene.Records(broken, "no policy"u8.ToArray()), 10)) _log.Apply(record);

        Assert.Equal("policy_invalid", _log.History[^1].RefusalCode);
        Assert.StartsWith("content:", _log.History[^1].Detail, StringComparison.Ordinal);
        Assert.Equal(_first.Publication.Id, _log.Active!.Publication.Id);

        // A newer version may have been able to use it: this one must not be left behind for good.
        Publish(_scene.Sign(PublicationScene.Content(30), broken), 30);
        Assert.Equal(PolicyCompilation.Of(new PublicationPayload(PublicationScene.Content(30)), TermKeys.None).Snapshot!.Revision, _log.Active!.Publication.Revision);
    }

    [Fact]
    public void ContentThatMakesTheReaderFail_IsRefused()
    {
        var log = new PublicationLog(_scene.Keys, _ => throw new InvalidOperationException("secret"));
        var events = PublicationScene.Place(PublicationScene.Records(_first, PublicationScene.Content(10))).SelectMany(log.Apply).ToList();

        Assert.Equal(("policy_invalid", "reading it failed with InvalidOperationException"), (Assert.Single(events).Entry.RefusalCode, events[0].Entry.Detail));
    }

    [Fact]
    public void ContentThatThisVersionTakesForAnotherRevision_IsRefused()
    {
        var log = new PublicationLog(_scene.Keys, _ => new PolicyCompilation(PolicySnapshot.Empty, null));
        var events = PublicationScene.Place(PublicationScene.Records(_first, PublicationScene.Content(10))).SelectMany(log.Apply).ToList();

        Assert.Equal("policy_invalid", Assert.Single(events).Entry.RefusalCode);
    }

    [Fact]
    public void ContentOver5MiB_ComesWholeFromElevenRecords()
    {
        var content = new byte[(5 << 20) + 1];
        new Random(5).NextBytes(content);
        var compiled = ReadOnlyMemory<byte>.Empty;
        var log = new PublicationLog(_scene.Keys, bytes =>
        {
            compiled = bytes.Content;
            return new PolicyCompilation(null, "no policy");
        });
        var records = PublicationScene.Place(PublicationScene.Records(_scene.Sign(content, null), content));

        Assert.Equal(11 + 1, records.Count);
        Assert.Equal("no policy", Assert.Single(records.SelectMany(log.Apply).ToList()).Entry.Detail);
        Assert.True(compiled.Span.SequenceEqual(content));
    }

    [Fact]
    public void Repeats_ChangeNothing()
    {
        Publish(_first, 10);
        Publish(_second, 20);
        foreach (var record in PublicationScene.Place(PublicationScene.Records(_first, PublicationScene.Content(10)), 10)) Assert.Empty(_log.Apply(record));

        Assert.Equal(_second.Publication.Id, _log.Active!.Publication.Id);
        Assert.Equal(2, _log.History.Count);
    }

    [Fact]
    public void PublicationBeforeTheOneItReplaces_WaitsForIt()
    {
        Assert.Equal("parent_unknown", Publish(_second, 20).RefusalCode);
        Assert.Null(_log.Active);
        Publish(_first, 10);

        Assert.Equal(_second.Publication.Id, _log.Active!.Publication.Id);
    }

    [Fact]
    public void Rotation_OldAndNewKeyCount_AndWithoutTheOldOneTheChainGoesOn()
    {
        var successor = _scene.CreateSigner();
        var both = _scene.Keys.And(PublicationScene.KeysOf(successor));
        var third = _scene.Sign(PublicationScene.Content(30), _second, successor);
        var records = PublicationScene.Place(
            [.. PublicationScene.Records(_first, PublicationScene.Content(10)), .. PublicationScene.Records(_second, PublicationScene.Content(20)), .. PublicationScene.Records(third, PublicationScene.Content(30))]);
        foreach (var keys in new[] { both, PublicationScene.KeysOf(successor) })
        {
            var log = new PublicationLog(keys, payload => PolicyCompilation.Of(payload, TermKeys.None));
            foreach (var record in records) log.Apply(record);
            Assert.Equal(third.Publication.Id, log.Active!.Publication.Id);
        }
    }

    [Fact]
    public void FloodOfUnreadableRecords_PushesOutNoPublication()
    {
        Publish(_first, 10);
        for (var i = 0; i < 3000; i++) _log.Apply(PublicationScene.At(10 + i, "x"u8.ToArray(), [1]));

        Assert.Equal(1001, _log.History.Count);
        Assert.Equal(_first.Publication.Id, _log.History[0].Id);
    }

    [Fact]
    public void FloodOfUnknownKeys_PushesOutNoPublicationOfATrustedOne()
    {
        var stranger = _scene.CreateSigner();
        Publish(_first, 10);
        Publish(_second, 20);
        for (var i = 0; i < 10_001; i++)
        {
            var forged = _scene.Sign(PublicationScene.Content(20), _second, stranger, $"{i}");
            _log.Apply(PublicationScene.At(10 + i, new PublicationRecordKey(forged.Publication.Id).ToBytes(), forged.ToBytes()));
        }

        Assert.Equal(10_002, _log.History.Count);
        Assert.Equal([_first.Publication.Id, _second.Publication.Id], _log.History.Take(2).Select(entry => entry.Id));
        Assert.Equal(11, _log.History[2].Offset);
        Assert.Equal("parent_not_active", Publish(_scene.Sign(PublicationScene.Content(30), _first), 30).RefusalCode);
    }

    [Fact]
    public void UnknownKey_DoesNotTakeThePlaceOfWhatWaits()
    {
        Publish(_first, 10);
        var waiting = Enumerable.Range(0, 100).Select(i => _scene.Sign(PublicationScene.Content(20), _first, message: $"{i}")).ToList();
        foreach (var publication in waiting) _log.Apply(PublicationScene.At(_offset++, new PublicationRecordKey(publication.Publication.Id).ToBytes(), publication.ToBytes()));
        var forged = _scene.Sign(PublicationScene.Content(30), _first, _scene.CreateSigner());
        _log.Apply(PublicationScene.At(_offset++, new PublicationRecordKey(forged.Publication.Id).ToBytes(), forged.ToBytes()));
        _log.Apply(PublicationScene.At(_offset++, new PublicationRecordKey(waiting[0].Publication.Id, 0).ToBytes(), PublicationScene.Content(20)));

        Assert.Equal(waiting[0].Publication.Id, _log.Active!.Publication.Id);
    }

    public void Dispose() => _scene.Dispose();

    private PublicationEntry Publish(SignedPublication publication, int percent)
    {
        var events = new List<PublicationEvent>();
        foreach (var record in PublicationScene.Place(PublicationScene.Records(publication, PublicationScene.Content(percent)), _offset)) events.AddRange(_log.Apply(record));
        _offset += 2;
        return events[0].Entry;
    }
}
