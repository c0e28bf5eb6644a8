using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Tests.Cli;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Policy.Publication;

/// <summary>Publications that carry files of terms: in clear, and as keyed hashes.</summary>
public sealed class TermPublicationTests : IDisposable
{
    private const string Path = "terms/x.txt";

    private static readonly TermKey Key = new("a key of sixteen"u8);
    private static readonly byte[] Clear = "Falcon\r\nProject Nine\n"u8.ToArray();
    private static readonly byte[] Keyed = KeyedTermFile.Write(["falcon"u8.ToArray(), "project nine"u8.ToArray()], Key, out _);

    private readonly PublicationScene _scene = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TermsThatWerePublished_AreFound(bool isKeyed)
    {
        var payload = isKeyed ? Payload(Keyed, Key.Id) : Payload(Clear);
        var log = Log(new TermKeys(Key));
        Apply(log, Records(payload));

        var redactor = new RowRedactor(RecordProfile.Find(log.Active!.Snapshot, "lists")!, new RowLayout(RecordFormat.Csv), 2026);
        Assert.Equal("1,[CUSTOM:x],[CUSTOM:x],eagle\n", Encoding.UTF8.GetString(redactor.Redact("1,falcon,project-nine,eagle\n"u8).Output.Span));
        Assert.Equal(payload.Terms.Length, log.Active.Publication.TermsBytes);
    }

    [Fact]
    public void FileOverTheRecordSize_ComesWholeFromSeveralRecords()
    {
        var terms = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 160_000).Select(number => $"term{number}\n")));
        var payload = Payload(terms);
        var records = Records(payload);

        Assert.Equal(4 + 1, records.Count);
        Assert.All(records.SkipLast(1), record => Assert.InRange(record.Value!.Length, 1, PublicationLimits.MaxChunkBytes));
        var log = Log(TermKeys.None);
        Apply(log, records);
        Assert.True(log.Active!.Payload.Terms.Span[4..].SequenceEqual(terms));
        Assert.True(log.Active.Payload.Content.Span.SequenceEqual(payload.Content.Span));
    }

    [Fact]
    public void TermsThatWereChanged_AreAMismatchUntilTheRightOnesCome()
    {
        var records = Records(Payload(Clear));
        byte[] changed = [.. records[0].Value![..^2], (byte)'X', records[0].Value![^1]];
        var log = Log(TermKeys.None);
        log.Apply(PublicationScene.At(0, records[0].Key, changed));

        Assert.Equal("content_mismatch", Assert.Single(log.Apply(PublicationScene.At(1, records[1].Key, records[1].Value))).Entry.RefusalCode);
        Assert.Equal(PublicationState.Active, Assert.Single(log.Apply(PublicationScene.At(2, records[0].Key, records[0].Value))).Entry.State);
    }

    [Fact]
    public void TermsThatAreCutOff_AreAMismatch()
    {
        var records = Records(Payload(Clear));
        var log = Log(TermKeys.None);
        log.Apply(PublicationScene.At(0, records[0].Key, records[0].Value![..^1]));

        Assert.Equal("content_mismatch", Assert.Single(log.Apply(PublicationScene.At(1, records[1].Key, records[1].Value))).Entry.RefusalCode);
    }

    [Fact]
    public void KeyedTermsWithoutTheKey_AreRefused_AndReadersThatScanNothingNeedNone()
    {
        var records = Records(Payload(Keyed, Key.Id));
        var refusal = Assert.Single(Apply(Log(TermKeys.None), records)).Entry;

        Assert.Equal("policy_invalid", refusal.RefusalCode);
        Assert.Equal($"the terms of the detector `x` in terms/x.txt need the key {Key.Id}, which is not there; name its file with --terms-key-file", refusal.Detail);
        Assert.Equal(PublicationState.Active, Assert.Single(Apply(Log(TermKeys.Unused), records)).Entry.State);
    }

    [Theory]
    [InlineData("", "the files of terms that it carries are not as many as it pins")]
    [InlineData("000000", "the files of terms that it carries are not as many as it pins")]
    [InlineData("00000002" + "41", "the files of terms that it carries are not as many as it pins")]
    [InlineData("FFFFFFFF" + "41", "the files of terms that it carries are not as many as it pins")]
    [InlineData("00000002" + "410A" + "00", "the files of terms that it carries are not as many as it pins")]
    [InlineData("00000002" + "420A", "the terms of the detector `x` in terms/x.txt are not those that the policy pins; if they are meant, say `sha256: c0cde77fa8fef97d476c10aad3d2d54fcc2f336140d073651c2dcccf1e379fd6`")]
    public void SignedFilesThatAreNotThoseOfThePolicy_AreRefused(string archive, string message)
    {
        var payload = Payload("A\n"u8.ToArray()) with { Terms = Convert.FromHexString(archive) };
        var refusal = Assert.Single(Apply(Log(TermKeys.None), Records(payload))).Entry;

        Assert.Equal(("policy_invalid", message), (refusal.RefusalCode, refusal.Detail));
    }

    [Fact]
    public void SignedFilesThatNobodyPins_AreRefused()
    {
        var payload = new PublicationPayload(PublicationScene.Content(10), "\0\0\0\u0001x"u8.ToArray());

        Assert.Equal("the files of terms that it carries are not as many as it pins", Assert.Single(Apply(Log(TermKeys.None), Records(payload))).Entry.Detail);
    }

    [Fact]
    public void FilesThatAreMoreThanAPublicationCarries_AreNotPacked()
    {
        var policy = Load(Clear, null);
        var large = new byte[PublicationLimits.MaxContentBytes - 3];
        Array.Fill(large, (byte)'a');
        for (var at = 9; at < large.Length; at += 10) large[at] = (byte)'\n';
        var pinned = policy.Documents[0].DlpDetectors[0] with { File = policy.Documents[0].DlpDetectors[0].File! with { Digest = Convert.ToHexStringLower(SHA256.HashData(large)) } };
        File.WriteAllBytes(System.IO.Path.Combine(_folder.Path, Path), large);

        Assert.Equal(
            "the terms of the detector `x` in terms/x.txt make 33,554,433 bytes with those before, and a publication carries 33,554,432 at most; leave out what is not needed",
            TermArchive.Pack([policy.Documents[0] with { DlpDetectors = [pinned] }], out _)!.Message);
    }

    [Fact]
    public void FileThatTwoDetectorsName_IsCarriedOnce()
    {
        var policy = Load(Clear, null, second: true);

        Assert.Null(TermArchive.Pack(policy.Documents, out var archive));
        Assert.Equal(4 + Clear.Length, archive.Length);
    }

    [Fact]
    public void FilesThatChangedSinceTheyWereRead_AreNotPacked()
    {
        var policy = Load(Clear, null);
        File.WriteAllText(System.IO.Path.Combine(_folder.Path, "terms", "x.txt"), "Eagle\n");

        Assert.StartsWith("the terms of the detector `x` in terms/x.txt are not those that the policy pins", TermArchive.Pack(policy.Documents, out _)!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "", "terms_sha256: must be 64 lower-case hex digits")]
    [InlineData(0, "0000000000000000000000000000000000000000000000000000000000000000", "terms_sha256: must be empty, since terms_bytes is 0")]
    [InlineData(-1, "", "terms_bytes: must be 0 to what content_bytes leaves of 33,554,432")]
    [InlineData(33_554_432, "0000000000000000000000000000000000000000000000000000000000000000", "terms_bytes: must be 0 to what content_bytes leaves of 33,554,432")]
    public void WrongFields_AreNoPublication(long bytes, string hash, string message)
    {
        var envelope = Contract.SignedPolicyPublication.Parser.ParseFrom(_scene.Sign(PublicationScene.Content(10), null).ToBytes());
        var publication = Contract.PolicyPublication.Parser.ParseFrom(envelope.Publication);
        (publication.TermsBytes, publication.TermsSha256) = (bytes, hash);
        envelope.Publication = Google.Protobuf.MessageExtensions.ToByteString(publication);

        Assert.False(SignedPublication.TryRead(Google.Protobuf.MessageExtensions.ToByteArray(envelope), out _, out var fault));
        Assert.Equal(message, fault.ToString());
    }

    private static IReadOnlyList<PublicationEvent> Apply(PublicationLog log, List<OutboundRecord> records) => [.. PublicationScene.Place(records).SelectMany(log.Apply)];

    private PublicationLog Log(TermKeys keys) => new(_scene.Keys, payload => PolicyCompilation.Of(payload, keys));

    private List<OutboundRecord> Records(PublicationPayload payload) => [.. Kafka.Policies.PolicyPublisher.RecordsOf(PublicationScene.Topic, _scene.Sign(payload), payload)];

    private PublicationPayload Payload(byte[] terms, string? keyId = null)
    {
        var policy = Load(terms, keyId);
        Assert.Null(TermArchive.Pack(policy.Documents, out var archive));
        return new PublicationPayload(PolicyContent.Write(policy.Documents), archive);
    }

    private PolicySnapshot Load(byte[] terms, string? keyId, bool second = false)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(_folder.Path, "terms"));
        File.WriteAllBytes(System.IO.Path.Combine(_folder.Path, Path), terms);
        var file = $$"""{path: {{Path}}, sha256: {{Convert.ToHexStringLower(SHA256.HashData(terms))}}{{(keyId is null ? "" : $", key: {keyId}")}}}""";
        var loading = PolicyLoader.Load(PolicyLoader.ReadFiles(_folder.File("p.yaml", $$"""
            apiVersion: aegis/v1
            kind: Policy
            name: p
            rules: [{id: r, effect: sanitize, dlp: {profile: lists}, what: {tools: crm} }]
            dlp_detectors:
              - {name: x, file: {{file}}}
            {{(second ? $"  - {{name: other, file: {file}}}" : "")}}
            dlp_profiles:
              - {name: lists, entities: [], detectors: {x: replace} }

            """)), TermKeys.Unused);
        return loading.Snapshot ?? throw new InvalidOperationException(loading.Errors[0].ToString());
    }
}
