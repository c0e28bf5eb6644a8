using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Lists;

public sealed class ListManifestTests
{
    private static readonly ListManifest Manifest = new()
    {
        Heading = ListScene.Heading(),
        StartedAt = ListScene.Now,
        SanitizedAt = ListScene.Now.AddSeconds(5),
        Chunks = 3,
        Input = new ListDigest(100, new string('a', 64)),
        Output = new ListDigest(90, new string('b', 64)),
        Tally = new ListTally { RowsIn = 4, RowsOut = 3, RowsQuarantined = 1, Findings = { new ListCount { Entity = "EMAIL", Count = 2 } } },
        PolicyRevisions = [KeyValuePair.Create("r1", 2L), KeyValuePair.Create("r2", 1L)],
    };

    [Fact]
    public void Statement_IsInTotoAndTellsCountsAndDigests() => Assert.Equal(
        $$$"""
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"acme/prospects","digest":{"sha256":"{{{new string('b', 64)}}}"}}],"predicateType":"urn:aegis:list-manifest:v1","predicate":{"tenant":"acme","list":"prospects","submission_id":"0123456789abcdef0123456789abcdef","format":"csv","profile":"outbound","policy_revisions":[{"revision":"r1","chunks":2},{"revision":"r2","chunks":1}],"chunks":3,"rows_in":4,"rows_out":3,"rows_quarantined":1,"findings":{"EMAIL":2},"input":{"bytes":100,"sha256":"{{{new string('a', 64)}}}"},"output":{"bytes":90,"sha256":"{{{new string('b', 64)}}}"},"started_at":"2026-11-24T10:00:00Z","sanitized_at":"2026-11-24T10:00:05Z"}}
        """,
        Encoding.UTF8.GetString(Manifest.ToStatement()));

    [Fact]
    public void PreAuthenticationEncoding_IsThatOfTheProtocol() =>
        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.ASCII.GetString(DsseEnvelope.Encode("http://example.com/HelloWorld", "hello world"u8)));

    /// <summary>The test vector of DSSE's protocol.md: ECDSA on P-256, r and s.</summary>
    [Fact]
    public void SignatureOfTheProtocol_IsVerified()
    {
        var envelope = new DsseEnvelope(
            "http://example.com/HelloWorld",
            "hello world"u8.ToArray(),
            [new DsseSignature("66301bbf", Convert.FromBase64String("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="))]);

        Assert.NotNull(TrustedKeys.FromPem(PublicPem("46950820868899156662930047687818585632848591499744589407958293238635476079160", "5640078356564379163099075877009565129882514886557779369047442380624545832820")).FindSigner(envelope));
    }

    [Fact]
    public void Envelope_IsVerifiedByTheKeyThatSignedIt_AndNoOther()
    {
        var (keys, others) = (PolicyKeys.Create(), PolicyKeys.Create());
        using var signer = ManifestSigner.FromPem(keys.PrivatePem);

        var envelope = DsseEnvelope.Parse(signer.Sign(Manifest).ToJson());

        Assert.Equal(keys.KeyId, TrustedKeys.FromPem(others.PublicPem + keys.PublicPem).FindSigner(envelope));
        Assert.Null(TrustedKeys.FromPem(others.PublicPem).FindSigner(envelope));
        Assert.Equal(new ListSubject("acme/prospects", "0123456789abcdef0123456789abcdef", new string('b', 64)), ListManifest.SubjectOf(envelope));
    }

    [Fact]
    public void ChangedPayloadOrType_IsNotVerified()
    {
        var keys = PolicyKeys.Create();
        using var signer = ManifestSigner.FromPem(keys.PrivatePem);
        var (trusted, envelope) = (TrustedKeys.FromPem(keys.PublicPem), signer.Sign(Manifest));
        var payload = envelope.Payload.ToArray();
        payload[^3] ^= 1;

        Assert.Null(trusted.FindSigner(envelope with { Payload = payload }));
        Assert.Null(trusted.FindSigner(envelope with { PayloadType = "text/plain" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"payloadType":"x","payload":"eA==","signatures":[]}""")]
    [InlineData("""{"payloadType":"x","payload":"!","signatures":[{"sig":"eA=="}]}""")]
    [InlineData("""{"payloadType":"x","payload":"eA==","signatures":[{"keyid":"k"}]}""")]
    public void WhatIsNoEnvelope_IsRefused(string json) =>
        Assert.Throws<FormatException>(() => DsseEnvelope.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("""{"predicateType":"other","subject":[{"digest":{"sha256":"aa"}}]}""")]
    [InlineData("""{"predicateType":"urn:aegis:list-manifest:v1","subject":[]}""")]
    public void WhatIsNoManifest_IsRefused(string json) =>
        Assert.Throws<FormatException>(() => ListManifest.SubjectOf(Envelope("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void OtherPayload_IsNoManifest() => Assert.Throws<FormatException>(() => ListManifest.SubjectOf(Envelope("text/plain", Manifest.ToStatement())));

    [Fact]
    public void SignatureThatIsCutOff_VerifiesNothing()
    {
        var keys = PolicyKeys.Create();
        using var signer = ManifestSigner.FromPem(keys.PrivatePem);
        var envelope = signer.Sign(Manifest);

        for (var length = 0; length < envelope.Signatures[0].Value.Length; length++)
            Assert.Null(TrustedKeys.FromPem(keys.PublicPem).FindSigner(envelope with { Signatures = [new DsseSignature("", envelope.Signatures[0].Value[..length])] }));
    }

    private static DsseEnvelope Envelope(string type, byte[] payload) => new(type, payload, [new DsseSignature("", new byte[64])]);

    private static string PublicPem(string x, string y)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(x), Y = Bytes(y) } });
        return key.ExportSubjectPublicKeyInfoPem();

        static byte[] Bytes(string number)
        {
            var bytes = System.Numerics.BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[32 - bytes.Length], .. bytes];
        }
    }
}
